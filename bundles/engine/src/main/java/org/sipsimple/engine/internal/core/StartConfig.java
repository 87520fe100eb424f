/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.PjsipBorder;

/** The bytes of {@link PjsipBorder#start}. */
final class StartConfig {
    private static final int TLS_1_2 = 4;
    private static final int TLS_1_3 = 8;
    private static final int SAFE_PROTOCOLS = 0;

    private StartConfig() {}

    /**
     * @param addresses where to listen
     * @param methods of the requests that are taken
     * @throws SipCoreException naming a file that cannot be read: PJSIP would only notice at the first connection
     */
    static byte[] encode(EngineOptions options, List<String> addresses, Set<String> methods) throws SipCoreException {
        if (options.ports().containsKey(Transport.TLS)) {
            requireReadable(options.tls());
        }
        FieldWriter config = new FieldWriter().putTexts(addresses);
        for (Transport transport : List.of(Transport.UDP, Transport.TCP, Transport.TLS)) {
            config.putInt(options.ports().getOrDefault(transport, -1));
        }
        putTls(config, options.tls());
        return config.putInt(options.logLevel())
                .putFlag(options.traceSip())
                .putText(options.userAgent())
                .putTexts(methods)
                .toBytes();
    }

    /** The arguments of {@link org.sipsimple.pjsip.Op#SET_TLS}. */
    static FieldWriter encode(TlsOptions tls) throws SipCoreException {
        requireReadable(tls);
        FieldWriter args = new FieldWriter();
        putTls(args, tls);
        return args;
    }

    private static void requireReadable(TlsOptions tls) throws SipCoreException {
        requireReadable("certificate", tls.certificate());
        requireReadable("private key", tls.privateKey());
        requireReadable("authorities", tls.authorities());
    }

    private static void requireReadable(String what, @Nullable Path file) throws SipCoreException {
        if (file != null && !Files.isReadable(file)) {
            throw new SipCoreException("start SIP tls", what + " file " + file + " cannot be read");
        }
    }

    private static void putTls(FieldWriter config, TlsOptions tls) {
        config.putText(text(tls.certificate()))
                .putText(text(tls.privateKey()))
                .putText(tls.keyPassword())
                .putText(text(tls.authorities()))
                .putFlag(tls.verifyServer())
                .putFlag(false)
                .putInt(protocols(tls.protocol()))
                .putInt(Math.toIntExact(tls.timeout().toMillis()));
    }

    private static int protocols(@Nullable String lowest) {
        return switch (lowest == null ? "" : lowest) {
            case "" -> SAFE_PROTOCOLS;
            case "TLSv1.2" -> TLS_1_2 | TLS_1_3;
            case "TLSv1.3" -> TLS_1_3;
            default -> throw new IllegalArgumentException("TLS protocol " + lowest + " is not TLSv1.2 or TLSv1.3");
        };
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }
}
