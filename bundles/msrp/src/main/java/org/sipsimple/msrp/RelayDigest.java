/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a relay's challenge: digest with {@code qop=auth}, as RFC 4976 section 9.1 wants it. */
final class RelayDigest {
    private RelayDigest() {}

    static MsrpHeader.Authorization answer(
            MsrpHeader.WwwAuthenticate challenge, MsrpRelaySettings settings, String uri, String cnonce)
            throws MsrpException {
        Map<String, String> given = challenge.parameters();
        String realm = given.getOrDefault("realm", "");
        String nonce = given.getOrDefault("nonce", "");
        String algorithm = given.getOrDefault("algorithm", "MD5");
        String java =
                algorithm.equalsIgnoreCase("MD5") ? "MD5" : algorithm.equalsIgnoreCase("SHA-256") ? "SHA-256" : "";
        boolean auth = Arrays.stream(given.getOrDefault("qop", "").split(","))
                .anyMatch(q -> q.strip().equals("auth"));
        if (nonce.isEmpty() || java.isEmpty() || !auth) {
            throw new MsrpException("the relay's challenge cannot be answered: algorithm " + algorithm);
        }
        String ha1 = hash(java, settings.username() + ":" + realm + ":" + settings.password());
        String ha2 = hash(java, "AUTH:" + uri);
        String response = hash(java, ha1 + ":" + nonce + ":00000001:" + cnonce + ":auth:" + ha2);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("username", settings.username());
        parameters.put("realm", realm);
        parameters.put("nonce", nonce);
        parameters.put("uri", uri);
        parameters.put("response", response);
        parameters.put("algorithm", algorithm);
        parameters.put("cnonce", cnonce);
        if (given.containsKey("opaque")) {
            parameters.put("opaque", given.get("opaque"));
        }
        parameters.put("qop", "auth");
        parameters.put("nc", "00000001");
        return new MsrpHeader.Authorization(parameters);
    }

    private static String hash(String algorithm, String text) throws MsrpException {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new MsrpException("no " + algorithm + " on this platform", e);
        }
    }
}
