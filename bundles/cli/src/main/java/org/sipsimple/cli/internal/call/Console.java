/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.function.IntConsumer;

/** Passes what is typed on to the event loop, character by character. */
public final class Console {
    public static final int END = -1;

    private Console() {}

    /**
     * @param keys gets each character and, when the input ends, {@link #END}; an input that is at its end at once is
     *     none, as for programs started without a terminal, and is not told
     */
    public static void read(InputStream in, EventLoop loop, IntConsumer keys) {
        Thread thread = new Thread(() -> copy(in, loop, keys), "sipsimple-console");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(InputStream in, EventLoop loop, IntConsumer keys) {
        boolean any = System.console() != null;
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                int key = c;
                any = true;
                loop.execute(() -> keys.accept(key));
            }
        } catch (IOException e) {
            System.getLogger(Console.class.getName()).log(Level.DEBUG, "standard input cannot be read", e);
        }
        if (any) {
            loop.execute(() -> keys.accept(END));
        }
    }
}
