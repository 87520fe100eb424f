/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.exam;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.ops4j.pax.exam.util.Injector;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Runs Jupiter tests inside Pax Exam's native container. Jupiter keeps the whole life cycle; every test and life cycle
 * method is skipped outside and run on a twin of the test instance, whose class comes from the probe bundle inside the
 * framework. The packages of JUnit and AssertJ are exported by the system bundle, so their annotations, assertions and
 * errors are the same classes on both sides.
 *
 * <p>The test class needs a static method annotated with Pax Exam's {@link Configuration} that returns its options;
 * fields annotated with {@code javax.inject.Inject} get services. Nested test classes are not supported.
 */
public final class PaxExamExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(PaxExamExtension.class);
    private static final String TWIN = "twin";
    private static final List<String> SHARED_PACKAGES = List.of(
            "org.junit.jupiter.api",
            "org.junit.jupiter.api.extension",
            "org.junit.jupiter.api.function",
            "org.junit.jupiter.api.io",
            "org.junit.jupiter.params",
            "org.junit.jupiter.params.provider",
            "org.junit.platform.commons.annotation",
            "org.opentest4j",
            "org.apiguardian.api",
            "org.assertj.core.api",
            "org.assertj.core.data",
            "org.assertj.core.groups",
            "org.sipsimple.itests.exam");

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException, java.io.IOException {
        Class<?> outer = context.getRequiredTestClass();
        Method configuration = Arrays.stream(outer.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Configuration.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no static @Configuration method in " + outer));
        ExamSystem system = PaxExamRuntime.createTestSystem(options(configuration));
        TestContainer container = PaxExamRuntime.createContainer(system);
        container.start();
        context.getStore(NAMESPACE).put(TestContainer.class, container);
        TestProbeBuilder probe = system.createProbe();
        probe.addTest(outer, configuration.getName());
        long id = container.installProbe(probe.build().getStream());
        BundleContext framework =
                ((NativeTestContainer) container).getSystemBundle().getBundleContext();
        Bundle bundle = framework.getBundle(id);
        context.getStore(NAMESPACE).put(BundleContext.class, framework);
        context.getStore(NAMESPACE).put(Class.class, bundle.loadClass(outer.getName()));
    }

    private static Option[] options(Method configuration) throws ReflectiveOperationException {
        configuration.setAccessible(true);
        List<Option> options = new ArrayList<>(List.of((Option[]) configuration.invoke(null)));
        SHARED_PACKAGES.forEach(name -> options.add(CoreOptions.systemPackage(name)));
        return options.toArray(Option[]::new);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestContainer container = context.getStore(NAMESPACE).remove(TestContainer.class, TestContainer.class);
        if (container != null) {
            container.stop();
        }
    }

    /** A new twin for every new outer instance, with the services injected by Pax Exam. */
    @Override
    public void beforeEach(ExtensionContext context) throws ReflectiveOperationException {
        Class<?> inside = context.getStore(NAMESPACE).get(Class.class, Class.class);
        Constructor<?> constructor = inside.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object twin = constructor.newInstance();
        BundleContext framework = context.getStore(NAMESPACE).get(BundleContext.class, BundleContext.class);
        framework.getService(framework.getServiceReference(Injector.class)).injectFields(twin);
        context.getStore(NAMESPACE).put(TWIN, twin);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(outside, method, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(outside, method, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(outside, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(outside, method, context);
    }

    private static void runInside(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        outside.skip();
        Object twin = context.getStore(NAMESPACE).get(TWIN);
        Method inside = twin.getClass()
                .getDeclaredMethod(
                        method.getExecutable().getName(), method.getExecutable().getParameterTypes());
        inside.setAccessible(true);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(twin.getClass().getClassLoader());
        try {
            inside.invoke(twin, method.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
