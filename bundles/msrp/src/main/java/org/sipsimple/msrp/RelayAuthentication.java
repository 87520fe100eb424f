/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.RandomIds;

/**
 * AUTH requests to one relay and what its answers call for (RFC 4976 section 5.1): challenges, also when a nonce has gone
 * stale, and life times that do not suit it. Remembers the challenge, so that most refreshes need one request only. Does
 * no I/O. Not thread-safe.
 */
final class RelayAuthentication {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERVAL_OUT_OF_BOUNDS = 423;
    /** Requests for one login or refresh, after which the relay is not taken seriously any more. */
    private static final int TRIES = 5;

    private final MsrpRelaySettings settings;
    private final MsrpUri local;
    private final RandomIds ids;
    private MsrpUri target;
    private @Nullable RelayDigest digest;
    private int expires;
    private int tries;
    private boolean challengeAnswered;
    private boolean sentAnswer;

    RelayAuthentication(MsrpRelaySettings settings, MsrpUri local, RandomIds ids) {
        this.settings = settings;
        this.local = local;
        this.ids = ids;
        target = settings.uri();
    }

    /**
     * The first request of a login or refresh.
     *
     * @param to the relay's URI, or the one it gave out, whose life is to go on
     */
    MsrpChunk begin(MsrpUri to) throws MsrpException {
        target = to;
        tries = 0;
        challengeAnswered = false;
        return request();
    }

    private MsrpChunk request() throws MsrpException {
        tries++;
        String uri = target.toString();
        MsrpChunk.Builder request =
                MsrpChunk.request(ids.next(), "AUTH").header("To-Path", uri).header("From-Path", local.toString());
        if (expires > 0) {
            request.header(new MsrpHeader.Expires(expires));
        }
        sentAnswer = digest != null;
        if (digest != null) {
            request.header(digest.answer(uri, ids.next()));
        }
        return request.build();
    }

    /**
     * What to send after an answer.
     *
     * @return the next request; empty when the answer is success
     * @throws MsrpRefusedException when the relay refuses for good
     */
    Optional<MsrpChunk> next(MsrpChunk answer) throws MsrpException, MsrpRefusedException {
        if (answer.code() == OK) {
            checkProof(answer);
            return Optional.empty();
        }
        boolean again = tries < TRIES
                && switch (answer.code()) {
                    case UNAUTHORIZED -> takeChallenge(answer);
                    case INTERVAL_OUT_OF_BOUNDS -> takeInterval(answer);
                    default -> false;
                };
        if (!again) {
            throw new MsrpRefusedException(answer.code(), answer.comment());
        }
        return Optional.of(request());
    }

    private void checkProof(MsrpChunk answer) throws MsrpException {
        Optional<MsrpHeader.AuthenticationInfo> proof = answer.header(MsrpHeader.AuthenticationInfo.class);
        if (digest != null && proof.isPresent() && !digest.isProved(proof.get().parameters())) {
            throw new MsrpException("the relay does not know the password itself");
        }
    }

    private boolean takeChallenge(MsrpChunk answer) throws MsrpException {
        MsrpHeader.WwwAuthenticate challenge = answer.header(MsrpHeader.WwwAuthenticate.class)
                .orElseThrow(() -> new MsrpSyntaxException("401 without a challenge", answer.toString()));
        boolean stale = "true".equalsIgnoreCase(challenge.parameters().get("stale"));
        if (sentAnswer && challengeAnswered && !stale) {
            return false;
        }
        challengeAnswered = true;
        digest = new RelayDigest(challenge, settings);
        return true;
    }

    private boolean takeInterval(MsrpChunk answer) throws MsrpException {
        Optional<Integer> least = answer.header(MsrpHeader.MinExpires.class).map(MsrpHeader.MinExpires::seconds);
        Optional<Integer> most = answer.header(MsrpHeader.MaxExpires.class).map(MsrpHeader.MaxExpires::seconds);
        int wanted = least.or(() -> most).orElse(0);
        boolean changes = wanted > 0 && wanted != expires;
        expires = wanted;
        return changes;
    }
}
