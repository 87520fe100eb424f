/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers to a relay's challenge: digest with {@code qop=auth}, as RFC 4976 section 9.1 wants it. One object for each
 * challenge, as it counts how often the nonce was used. Not thread-safe.
 */
final class RelayDigest {
    private final MsrpRelaySettings settings;
    private final Map<String, String> given;
    private final String algorithm;
    private final String hash;
    private final String realm;
    private final String nonce;
    private int count;
    private String expectedProof = "";

    /** @throws MsrpException when the challenge is of a kind that cannot be answered */
    RelayDigest(MsrpHeader.WwwAuthenticate challenge, MsrpRelaySettings settings) throws MsrpException {
        this.settings = settings;
        given = challenge.parameters();
        realm = given.getOrDefault("realm", "");
        nonce = given.getOrDefault("nonce", "");
        algorithm = given.getOrDefault("algorithm", "MD5");
        hash = algorithm.equalsIgnoreCase("MD5") ? "MD5" : algorithm.equalsIgnoreCase("SHA-256") ? "SHA-256" : "";
        boolean auth = Arrays.stream(given.getOrDefault("qop", "").split(","))
                .anyMatch(q -> q.strip().equals("auth"));
        if (nonce.isEmpty() || hash.isEmpty() || !auth) {
            throw new MsrpException("the relay's challenge cannot be answered: algorithm " + algorithm);
        }
    }

    MsrpHeader.Authorization answer(String uri, String cnonce) throws MsrpException {
        count++;
        String nc = HexFormat.of().toHexDigits(count);
        String ha1 = hash(settings.username() + ":" + realm + ":" + settings.password());
        String between = ":" + nonce + ":" + nc + ":" + cnonce + ":auth:";
        String response = hash(ha1 + between + hash("AUTH:" + uri));
        expectedProof = hash(ha1 + between + hash(":" + uri));
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
        parameters.put("nc", nc);
        return new MsrpHeader.Authorization(parameters);
    }

    /** Whether the relay's own proof fits, if it gave one; many don't. */
    boolean isProved(Map<String, String> authenticationInfo) {
        String proof = authenticationInfo.get("rspauth");
        return proof == null
                || MessageDigest.isEqual(
                        proof.getBytes(StandardCharsets.UTF_8), expectedProof.getBytes(StandardCharsets.UTF_8));
    }

    private String hash(String text) throws MsrpException {
        try {
            byte[] bytes = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new MsrpException("no " + hash + " on this platform", e);
        }
    }
}
