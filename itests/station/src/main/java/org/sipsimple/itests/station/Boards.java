/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.station;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

import org.sipsimple.api.stream.MediaStream;

/** Uses whiteboards without a wire to their bundle, so that it can go without this one. */
final class Boards {
    private Boards() {}

    static void write(MediaStream stream, String text) {
        try {
            Method method = method(stream, "text");
            Object at = method.getParameterTypes()[1]
                    .getConstructor(double.class, double.class)
                    .newInstance(100.0, 100.0);
            method.invoke(stream, "black", at, text);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(cause(failed));
        }
    }

    static String svg(MediaStream stream) {
        try {
            Object drawing = method(stream, "drawing").invoke(stream);
            return (String) drawing.getClass().getMethod("toSvg").invoke(drawing);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(cause(failed));
        }
    }

    /** A method of the stream's interface, as the stream's own class is not public. */
    private static Method method(MediaStream stream, String name) {
        return Arrays.stream(stream.getClass().getInterfaces())
                .filter(face -> face != MediaStream.class)
                .flatMap(face -> Arrays.stream(face.getMethods()))
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(stream + " is no whiteboard"));
    }

    private static Throwable cause(ReflectiveOperationException failed) {
        return failed instanceof InvocationTargetException thrown ? thrown.getCause() : failed;
    }
}
