/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;

/** Tells observers what the native side logs, traces, and reports of connections. Event thread only. */
public final class EngineReports {
    private static final Logger LOG = System.getLogger(EngineReports.class.getName());

    /** Status of a refused certificate (PJSIP_TLS_ECERTVERIF), which TLS_VERIFY tells in more detail. */
    private static final int CERTIFICATE_REFUSED = 171_173;

    private static final int DISCONNECTED = 2;

    private final Engine engine;
    private final EngineCore core;

    public EngineReports(Engine engine, EngineCore core) {
        this.engine = engine;
        this.core = core;
    }

    /** Takes the events from now on. */
    public void listen() {
        core.handleType(Event.LOG, this::log);
        core.handleType(Event.TRACE, this::trace);
        core.handleType(Event.TRANSPORT, this::transport);
        core.handleType(Event.TLS_VERIFY, this::tlsVerify);
    }

    private void log(long id, int level, FieldReader payload) {
        post(new EngineNotification.Log(engine, core.scheduler().now(), level, payload.readText()));
    }

    private void trace(long id, int sent, FieldReader payload) {
        Instant time = Instant.EPOCH.plus(payload.readLong(), ChronoUnit.MICROS);
        Transport transport = Transport.find(payload.readText()).orElse(Transport.UDP);
        InetSocketAddress local = Addresses.parse(payload.readText());
        InetSocketAddress peer = Addresses.parse(payload.readText());
        boolean received = sent == 0;
        SipMessage message;
        try {
            message = SipMessage.parse(payload.readBytes());
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "what " + peer + " sent is no SIP message: " + e.getMessage());
            return;
        }
        post(new EngineNotification.SipTrace(
                engine, time, received, transport, received ? peer : local, received ? local : peer, message));
    }

    private void transport(long id, int change, FieldReader payload) {
        Transport transport = Transport.find(payload.readText()).orElse(Transport.UDP);
        payload.readText(); // our address
        String peer = payload.readText();
        String host = payload.readText();
        int status = payload.readInt();
        String text = payload.readText();
        if (change == DISCONNECTED && transport == Transport.TLS && status != 0 && status != CERTIFICATE_REFUSED) {
            tlsFailed(peer, host, text);
        }
    }

    private void tlsVerify(long id, int bits, FieldReader payload) {
        payload.readText(); // transport
        payload.readText(); // our address
        String peer = payload.readText();
        String host = payload.readText();
        String reasons = payload.readText();
        String subject = payload.readText();
        String issuer = payload.readText();
        tlsFailed(peer, host, "certificate refused: " + reasons + "; subject " + subject + ", issuer " + issuer);
    }

    private void tlsFailed(String peer, String host, String reason) {
        String where = host.isEmpty() ? reason : host + ": " + reason;
        post(new EngineNotification.TlsFailure(engine, core.scheduler().now(), Addresses.parse(peer), where));
    }

    private void post(EngineNotification notification) {
        core.notifications().post(notification);
    }
}
