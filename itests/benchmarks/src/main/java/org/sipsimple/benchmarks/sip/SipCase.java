/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.sip;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.IncomingRequestNotification;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** A user agent server that answers everything from Java, through the public API alone, until it is told to go. */
public final class SipCase implements BenchCase {
    private static final SdpSession ANSWER = SdpSession.parse(String.join(
            "\r\n",
            "v=0",
            "o=- 3883943800 3883943800 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 4000 RTP/AVP 0 8 3 101",
            "a=rtpmap:0 PCMU/8000",
            "a=sendrecv",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            ""));

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public String usage() {
        return "PORT  (prints READY, then serves on 127.0.0.1:PORT/UDP until SIGTERM; takes the line trim)";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("one argument");
        }
        DefaultEngine engine = serve(Integer.parseInt(arguments.get(0)));
        System.out.println("READY");
        takeCommands(engine);
        new CountDownLatch(1).await(); // SIGTERM ends the process
        return "READY";
    }

    /** @param port 0 lets the system choose */
    static DefaultEngine serve(int port) throws BenchFailure {
        DefaultThreadManager threads = new DefaultThreadManager();
        DefaultNotificationCenter notifications =
                new DefaultNotificationCenter(threads.blocking(), threads.scheduler());
        DefaultEngine engine = new DefaultEngine(notifications, threads);
        engine.addIncomingRequest("REGISTER");
        // on the engine's own thread, as the invitations are: answering is posting a command, and never waits
        notifications.observe(
                IncomingRequestNotification.GotRequest.class, null, Runnable::run, request -> request.sender()
                        .answer(200, null, List.of()));
        engine.handleInvitations(call -> call.sendResponse(200, ANSWER));
        EngineOptions options = EngineOptions.defaults()
                .withBindAddress("127.0.0.1")
                .withPorts(Map.of(Transport.UDP, port))
                .withLogLevel(0);
        try {
            engine.start(options).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new BenchFailure(String.valueOf(e.getCause().getMessage()), e);
        }
        return engine;
    }

    /** Lines of standard input, as long as there are any. */
    private static void takeCommands(DefaultEngine engine) {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .filter("trim"::equals)
                .forEach(line -> {
                    System.gc();
                    engine.trim();
                });
    }
}
