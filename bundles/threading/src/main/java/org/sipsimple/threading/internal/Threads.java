/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Named daemon threads, and virtual ones where the JVM has them. */
public final class Threads {

    private Threads() {}

    /** Makes daemon threads {@code name-1}, {@code name-2} and so on. */
    public static ThreadFactory factory(String name) {
        AtomicLong started = new AtomicLong();
        return run -> daemon(run, name + "-" + started.incrementAndGet());
    }

    /**
     * Takes over nothing of the thread that happens to be the first to need it: an inherited context class loader or
     * thread local would keep an uninstalled plugin in memory.
     */
    static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(null, run, name, 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** A virtual thread for each task on Java 21 and later. */
    public static ExecutorService virtual(String name) {
        try {
            return virtualByHandles(name);
        } catch (Throwable e) {
            throw new LinkageError("This Java has no virtual threads although its version says so", e);
        }
    }

    /** Whether {@link #virtual} can be called. */
    public static boolean haveVirtual() {
        return Runtime.version().feature() >= 21;
    }

    /** By method handles, as this is compiled for Java 17: Thread.ofVirtual().name(prefix, 1).factory(). */
    private static ExecutorService virtualByHandles(String name) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle make = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
        MethodHandle named =
                lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
        MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        MethodHandle executor = lookup.findStatic(
                Executors.class,
                "newThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class, ThreadFactory.class));
        Object threads = named.invoke(make.invoke(), name + "-", 1L);
        return (ExecutorService) executor.invoke((ThreadFactory) factory.invoke(threads));
    }
}
