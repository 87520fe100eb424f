/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.pjsip.internal.NativeLibrary;

/**
 * All of PJSIP, as one worker thread that takes commands and reports events. There is one per copy of the native library, hence
 * one per class loader: PJSIP itself is global to the library.
 *
 * <p>Every method is thread-safe. Statuses are {@code pj_status_t}: 0 is success, {@link #describe} gives the text of another. The
 * worker never waits for Java; {@link #start}, {@link #stop} and {@link #call} wait for the worker and must not be used from the
 * {@link EventSink}, where they fail with {@link #INVALID_OPERATION}. All methods throw {@link PjsipLoadException} when the library
 * cannot be loaded.
 */
public final class PjsipBorder {
    /** Status: the call is not possible now, such as a command while the worker is not running (PJ_EINVALIDOP). */
    public static final int INVALID_OPERATION = 70013;
    /** Status: no object of the kind that the command needs has this id (PJ_ENOTFOUND). */
    public static final int NOT_FOUND = 70006;
    /** Status: the arguments do not have the fields of the command, or text has CR, LF or NUL in it (PJ_EINVAL). */
    public static final int INVALID_ARGUMENT = 70004;
    /** Status: there is already an object with this id, or the worker is already running (PJ_EEXISTS). */
    public static final int EXISTS = 70015;
    /** Status: the peer or the resolver did not answer in time (PJ_ETIMEDOUT). */
    public static final int TIMED_OUT = 70009;
    /** Status: the operation was given up because the worker stops (PJ_ECANCELLED). */
    public static final int CANCELLED = 70014;

    private static final Logger LOG = System.getLogger(PjsipBorder.class.getName());
    private static final byte[] NOTHING = {};

    /** Loads on first use, and keeps the reason when that fails: a class that cannot be initialised would lose it. */
    private static final class Library {
        static final @Nullable PjsipLoadException FAILURE = load();

        private static @Nullable PjsipLoadException load() {
            try {
                NativeLibrary.load("sipsimple_pjsip");
                return null;
            } catch (PjsipLoadException e) {
                return e;
            }
        }

        static void require() {
            if (FAILURE != null) {
                throw new PjsipLoadException(FAILURE.getMessage(), FAILURE);
            }
        }
    }

    private PjsipBorder() {}

    /**
     * Starts the worker and the transports.
     *
     * <p>Config: list of text bind addresses (literals, one for each family at most); int UDP port, int TCP port, int TLS port (0: any
     * that is free for all of them, -1: off);
     * the TLS settings as in {@link Op#SET_TLS}; int log level (0 to 5); flag trace; optional text User-Agent; list of text: the
     * methods to be reported outside dialogs as in {@link Op#SET_METHODS}.
     *
     * @return int status; text what failed ("udp 127.0.0.1:5060", "tls settings" or a part of PJSIP; empty on success); text of the
     *     status (empty on success); int UDP, TCP and TLS port (-1: off). When it failed nothing is left running.
     */
    public static byte[] start(byte[] config, EventSink events) {
        Library.require();
        return nativeStart(config, Objects.requireNonNull(events));
    }

    /**
     * Ends all calls and requests without further traffic, runs what has been posted, and joins the worker; it can be started again
     * then.
     *
     * @return 0, or {@link #INVALID_OPERATION} when it was not running
     */
    public static int stop() {
        Library.require();
        return nativeStop();
    }

    /**
     * Hands a command to the worker and returns at once. When the worker finds that it cannot be done, that comes as
     * {@link Event#COMMAND_FAILED} for the same id.
     *
     * @return 0, or {@link #INVALID_OPERATION} when it does not run, {@link #INVALID_ARGUMENT} when {@code args} lacks the fields
     *     of the command or {@code op} is none; no event follows then
     */
    public static int post(int op, long id, byte[] args) {
        Library.require();
        return nativePost(op, id, args);
    }

    /**
     * Runs a command on the worker and waits for its answer: for setup and queries.
     *
     * @return int status, then, when it is 0, the fields that the command's description names
     */
    public static byte[] call(int op, long id, byte[] args) {
        Library.require();
        return nativeCall(op, id, args);
    }

    /**
     * Lets objects of the worker use the memory of a direct buffer, which stays reachable while one of them does.
     *
     * @return a token for commands, valid until {@link #unshare}
     * @throws IllegalArgumentException when the buffer is not direct
     */
    public static long share(ByteBuffer memory) {
        Library.require();
        if (!memory.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer can be shared");
        }
        long token = nativeShare(memory);
        if (token == 0) {
            throw new OutOfMemoryError("native memory");
        }
        return token;
    }

    /** Gives up a token; what took the memory by it before goes on. An unknown token is ignored. */
    public static void unshare(long token) {
        Library.require();
        nativeUnshare(token);
    }

    /**
     * Waits until the clock of a mixer has touched the rings of a PCM port ({@link MediaOp#PCM_START}) in this memory. May return
     * without a reason. Never on the worker.
     *
     * @param seen the pulse in the memory when there was nothing to be done; returns at once when it has gone on since
     */
    public static void awaitPcm(ByteBuffer memory, int seen, long nanos) {
        nativeAwaitPcm(memory, seen, nanos);
    }

    /** Returns the text of a {@code pj_status_t}; never empty. */
    public static String describe(int status) {
        Library.require();
        return nativeDescribe(status);
    }

    /** Returns PJSIP's version, then what this build was configured with, separated by blanks: {@code 2.17 tls=1 ...}. */
    public static String version() {
        Library.require();
        return nativeVersion();
    }

    /** Called by the worker, with the sink that it was started with. */
    private static void onEvent(EventSink events, long id, int type, int code, byte @Nullable [] payload) {
        try {
            events.onEvent(id, type, code, payload == null ? NOTHING : payload);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, () -> "event 0x" + Integer.toHexString(type) + " of " + id + " was refused", e);
        }
    }

    private static native byte[] nativeStart(byte[] config, EventSink events);

    private static native int nativeStop();

    private static native int nativePost(int op, long id, byte[] args);

    private static native byte[] nativeCall(int op, long id, byte[] args);

    private static native long nativeShare(ByteBuffer memory);

    private static native void nativeUnshare(long token);

    private static native void nativeAwaitPcm(ByteBuffer memory, int seen, long nanos);

    private static native String nativeDescribe(int status);

    private static native String nativeVersion();
}
