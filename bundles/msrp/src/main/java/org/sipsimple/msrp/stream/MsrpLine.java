/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.msrp.MsrpSetup;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.msrp.MsrpUri;

/**
 * What a media line says about an MSRP session (RFC 4975 section 8, RFC 6135, RFC 8122). Immutable.
 *
 * @param path of the endpoint that wrote the line, relays first
 * @param setup who connects, empty when it says nothing
 * @param fingerprint of its certificate; null when there is none, or only one of a hash that is not to be relied on
 */
record MsrpLine(List<MsrpUri> path, Optional<MsrpSetup> setup, @Nullable String fingerprint) {
    private static final String PLAIN = "TCP/MSRP";
    private static final String TLS = "TCP/TLS/MSRP";

    MsrpLine {
        path = List.copyOf(path);
    }

    static String protocol(MsrpTransport transport) {
        return transport == MsrpTransport.TLS ? TLS : PLAIN;
    }

    /** Whether the line is one of MSRP over that transport, with a path that can be used. */
    static boolean fits(SdpMedia line, String mediaType, MsrpTransport transport) {
        if (!line.media().equals(mediaType) || !line.transport().equals(protocol(transport)) || line.isRefused()) {
            return false;
        }
        try {
            return path(line).get(0).useTls() == (transport == MsrpTransport.TLS);
        } catch (MsrpSyntaxException e) {
            return false;
        }
    }

    private static List<MsrpUri> path(SdpMedia line) throws MsrpSyntaxException {
        return MsrpUri.parsePath(line.attributes()
                .getFirst("path")
                .orElseThrow(() -> new MsrpSyntaxException("no a=path in", line.media())));
    }

    /** @throws MsrpSyntaxException when there is no usable path */
    static MsrpLine read(SdpSession sdp, int index) throws MsrpSyntaxException {
        SdpMedia line = sdp.media().get(index);
        Optional<MsrpSetup> setup =
                line.attributes().getFirst(MsrpSetup.ATTRIBUTE).flatMap(MsrpSetup::parse);
        List<String> fingerprints = line.attributes().has("fingerprint")
                ? line.attributes().getAll("fingerprint")
                : sdp.attributes().getAll("fingerprint");
        String usable = fingerprints.stream()
                .filter(text ->
                        text.toLowerCase(Locale.ROOT).matches("sha-(256|384|512) +[0-9a-f]{2}(:[0-9a-f]{2}){31,63}"))
                .findFirst()
                .orElse(null);
        return new MsrpLine(path(line), setup, usable);
    }

    /** The media line; what the stream itself has to say comes behind. */
    SdpMedia write(String mediaType) {
        MsrpUri first = path.get(0);
        MsrpTransport transport = first.useTls() ? MsrpTransport.TLS : MsrpTransport.TCP;
        SdpMedia line = SdpMedia.of(mediaType, first.portOrDefault(), protocol(transport), List.of("*"))
                .withAttribute("path", MsrpUri.pathText(path));
        if (setup.isPresent()) {
            line = line.withAttribute(MsrpSetup.ATTRIBUTE, setup.get().text());
        }
        return fingerprint == null ? line : line.withAttribute("fingerprint", fingerprint);
    }

    /** Whether a later line is of the same MSRP session (RFC 4975 section 8.2). */
    boolean sameSession(MsrpLine later) {
        return path.get(path.size() - 1).sameSession(later.path.get(later.path.size() - 1));
    }
}
