/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JSON control connection of baresip: netstrings of commands, answers and events. */
final class BaresipControl implements AutoCloseable {
    private static final long EVENT_SECONDS = 60;

    private final Socket socket;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<String> passed = new ArrayList<>();

    private BaresipControl(Socket socket) {
        this.socket = socket;
        Thread reader = new Thread(this::read, "baresip-control");
        reader.setDaemon(true);
        reader.start();
    }

    static BaresipControl connect(int port) throws IOException {
        return new BaresipControl(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                int length = 0;
                for (int c = in.readUnsignedByte(); c != ':'; c = in.readUnsignedByte()) {
                    length = 10 * length + c - '0';
                }
                byte[] text = in.readNBytes(length);
                in.readUnsignedByte();
                events.add(new String(text, StandardCharsets.UTF_8));
            }
        } catch (EOFException e) {
            events.add("{\"type\":\"CONTROL_CLOSED\"}");
        } catch (IOException e) {
            events.add("{\"type\":\"CONTROL_CLOSED\",\"param\":\"" + e.getMessage() + "\"}");
        }
    }

    void command(String name, String parameters) throws IOException {
        byte[] json = ("{\"command\":\"" + name + "\",\"params\":\"" + parameters + "\",\"token\":\"" + name + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] head = (json.length + ":").getBytes(StandardCharsets.US_ASCII);
        synchronized (this) {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(json);
            socket.getOutputStream().write(',');
            socket.getOutputStream().flush();
        }
    }

    String awaitEvent(String type) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(EVENT_SECONDS);
        try {
            while (true) {
                String event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("baresip did not tell " + type + "; it told " + passed);
                }
                if (event.contains("\"" + type + "\"")) {
                    return event;
                }
                passed.add(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("the control connection does not close", e);
        }
    }
}
