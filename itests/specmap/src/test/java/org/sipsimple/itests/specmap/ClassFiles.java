/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.specmap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

import org.sipsimple.itests.specmap.CompiledType.Reference;

/** Reads the class files of all modules. */
final class ClassFiles {
    private static final int API = Opcodes.ASM9;

    private ClassFiles() {}

    /** @param root the repository; classes of tests and of everything below {@code itests} count as tests */
    static Map<String, CompiledType> read(Path root) throws IOException {
        Map<String, CompiledType> types = new HashMap<>();
        for (String folder : List.of("target/classes", "target/test-classes")) {
            for (Path classes : folders(root, folder)) {
                boolean test = folder.endsWith("test-classes")
                        || root.relativize(classes).startsWith("itests");
                try (Stream<Path> files = Files.walk(classes)) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".class")).toList()) {
                        CompiledType type = read(Files.readAllBytes(file), test);
                        types.put(type.name, type);
                    }
                }
            }
        }
        return types;
    }

    private static List<Path> folders(Path root, String folder) throws IOException {
        try (Stream<Path> files =
                Files.find(root, 5, (path, attributes) -> attributes.isDirectory() && path.endsWith(folder))) {
            return files.toList();
        }
    }

    private static String dots(String internalName) {
        return internalName.replace('/', '.');
    }

    private static CompiledType read(byte[] bytes, boolean test) {
        ClassReader reader = new ClassReader(bytes);
        CompiledType type = new CompiledType(dots(reader.getClassName()), test);
        if (reader.getSuperName() != null) {
            type.parents.add(dots(reader.getSuperName()));
        }
        for (String parent : reader.getInterfaces()) {
            type.parents.add(dots(parent));
        }
        reader.accept(new Members(type), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return type;
    }

    private static final class Members extends ClassVisitor {
        private final CompiledType type;

        Members(CompiledType type) {
            super(API);
            this.type = type;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            type.members.add(name);
            return null;
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
            type.members.add(name);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            type.members.add(name);
            Set<Reference> references = type.references.computeIfAbsent(name, n -> new HashSet<>());
            return type.test ? new Code(type, name, references) : null;
        }
    }

    private static final class Code extends MethodVisitor {
        private final CompiledType type;
        private final String method;
        private final Set<Reference> references;

        Code(CompiledType type, String method, Set<Reference> references) {
            super(API);
            this.type = type;
            this.method = method;
            this.references = references;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (descriptor.matches("Lorg/junit/jupiter/api/(Before|After)(Each|All);")) {
                type.lifecycle.add(method);
            }
            return null;
        }

        private void refer(String owner, String member) {
            String internal =
                    owner.startsWith("[") ? Type.getType(owner).getElementType().getClassName() : dots(owner);
            references.add(new Reference(internal, member));
        }

        private void refer(Handle handle) {
            refer(handle.getOwner(), handle.getName());
        }

        @Override
        public void visitTypeInsn(int opcode, String name) {
            refer(name, "");
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            refer(owner, name);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            refer(owner, name);
            if (name.equals("valueOf") || name.equals("of")) {
                refer(owner, "");
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            // a lambda implements the type that the instruction gives
            Type made = Type.getReturnType(descriptor);
            if (made.getSort() == Type.OBJECT) {
                refer(made.getInternalName(), "");
            }
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    refer(handle);
                }
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type constant && constant.getSort() == Type.OBJECT) {
                refer(constant.getInternalName(), "");
            } else if (value instanceof Handle handle) {
                refer(handle);
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
            if (caught != null) {
                refer(caught, "");
            }
        }
    }
}
