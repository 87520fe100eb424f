/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.sipsimple.cli.internal.call.EventLoop;

/** Passes what is typed on to the event loop, line by line. */
final class Lines {
    private Lines() {}

    /**
     * @param end runs when the input ends; an input that is at its end at once is none, as for programs started without a
     *     terminal, and is not told
     */
    static void read(InputStream in, EventLoop loop, Consumer<String> lines, Runnable end) {
        Thread thread = new Thread(() -> copy(in, loop, lines, end), "sipsimple-console");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(InputStream in, EventLoop loop, Consumer<String> lines, Runnable end) {
        boolean any = System.console() != null;
        try {
            // closed by whoever opened it
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String read = line;
                any = true;
                loop.execute(() -> lines.accept(read));
            }
        } catch (IOException e) {
            System.getLogger(Lines.class.getName()).log(Level.DEBUG, "standard input cannot be read", e);
        }
        if (any) {
            loop.execute(end);
        }
    }
}
