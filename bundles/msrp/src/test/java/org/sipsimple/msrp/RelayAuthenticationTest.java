/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sipsimple.msrp.internal.RandomIds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelayAuthenticationTest {
    private static final MsrpUri LOCAL = MsrpUri.of("192.0.2.1", true, 2855, "mine");

    private final MsrpRelaySettings settings =
            new MsrpRelaySettings("relay.test", "alice", "alice-secret", "127.0.0.1", 2800, true, null);
    private final RelayAuthentication authentication = new RelayAuthentication(settings, LOCAL, new RandomIds());

    private static MsrpChunk answer(MsrpChunk request, int code, MsrpHeader... headers) {
        MsrpChunk.Builder answer = MsrpChunk.response(request.transactionId(), code, "comment");
        List.of(headers).forEach(answer::header);
        return answer.build();
    }

    private static MsrpHeader challenge(String nonce, boolean stale) {
        return new MsrpHeader.WwwAuthenticate(
                Map.of("realm", "relay.test", "nonce", nonce, "qop", "auth", "stale", Boolean.toString(stale)));
    }

    private static Map<String, String> credentials(MsrpChunk request) throws MsrpSyntaxException {
        return request.header(MsrpHeader.Authorization.class).orElseThrow().parameters();
    }

    @Test
    void settingsKeepWhatTheyAreGiven() {
        assertThat(settings.domain()).isEqualTo("relay.test");
        assertThat(settings.username()).isEqualTo("alice");
        assertThat(settings.password()).isEqualTo("alice-secret");
        assertThat(settings.host()).contains("127.0.0.1");
        assertThat(settings.port()).isEqualTo(2800);
        assertThat(settings.useTls()).isTrue();
        assertThat(settings.credentials()).isEmpty();
        assertThat(settings.toString()).doesNotContain("alice-secret");
    }

    @Test
    void challengesAreAnsweredOnceAndStaleOnesAgain() throws Exception {
        MsrpChunk first = authentication.begin(settings.uri());
        assertThat(first.header("To-Path")).contains("msrps://127.0.0.1:2800;tcp");
        assertThat(first.header("From-Path")).contains(LOCAL.toString());
        assertThat(first.header("Authorization")).isEmpty();
        MsrpChunk second =
                authentication.next(answer(first, 401, challenge("n1", false))).orElseThrow();
        assertThat(credentials(second))
                .containsEntry("nonce", "n1")
                .containsEntry("nc", "00000001")
                .containsEntry("uri", "msrps://127.0.0.1:2800;tcp")
                .doesNotContainValue("alice-secret");
        MsrpChunk third =
                authentication.next(answer(second, 401, challenge("n2", true))).orElseThrow();
        assertThat(credentials(third)).containsEntry("nonce", "n2");
        assertThat(authentication.next(answer(third, 200))).isEmpty();
        MsrpChunk refused = authentication.begin(settings.uri());
        assertThat(credentials(refused)).containsEntry("nonce", "n2").containsEntry("nc", "00000002");
        MsrpChunk again = authentication
                .next(answer(refused, 401, challenge("n3", false)))
                .orElseThrow();
        assertThatThrownBy(() -> authentication.next(answer(again, 401, challenge("n4", false))))
                .isInstanceOfSatisfying(
                        MsrpRefusedException.class, e -> assertThat(e.code()).isEqualTo(401));
    }

    @Test
    void aRelayThatFindsEveryNonceStaleIsGivenUp() throws Exception {
        MsrpChunk request = authentication.begin(settings.uri());
        for (int i = 0; i < 4; i++) {
            request = authentication
                    .next(answer(request, 401, challenge("n" + i, true)))
                    .orElseThrow();
        }
        MsrpChunk last = request;
        assertThatThrownBy(() -> authentication.next(answer(last, 401, challenge("n9", true))))
                .isInstanceOf(MsrpRefusedException.class);
    }

    @Test
    void lifeTimesAreTheRelaysToDecide() throws Exception {
        MsrpChunk first = authentication.begin(settings.uri());
        MsrpChunk second = authentication
                .next(answer(first, 423, new MsrpHeader.MinExpires(90)))
                .orElseThrow();
        assertThat(second.header("Expires")).contains("90");
        MsrpChunk third = authentication
                .next(answer(second, 423, new MsrpHeader.MaxExpires(60)))
                .orElseThrow();
        assertThat(third.header("Expires")).contains("60");
        assertThatThrownBy(() -> authentication.next(answer(third, 423)))
                .isInstanceOfSatisfying(
                        MsrpRefusedException.class, e -> assertThat(e.code()).isEqualTo(423));
    }

    @Test
    void theRelayHasToKnowThePasswordWhenItClaimsTo() throws Exception {
        MsrpChunk first = authentication.begin(settings.uri());
        MsrpChunk second =
                authentication.next(answer(first, 401, challenge("n1", false))).orElseThrow();
        assertThatThrownBy(() -> authentication.next(
                        answer(second, 200, new MsrpHeader.AuthenticationInfo(Map.of("rspauth", "0123")))))
                .isInstanceOf(MsrpException.class)
                .hasMessageContaining("does not know the password");
    }

    @Test
    void challengesThatCannotBeAnsweredAreErrors() throws Exception {
        MsrpChunk first = authentication.begin(settings.uri());
        assertThatThrownBy(() -> authentication.next(answer(first, 401))).isInstanceOf(MsrpSyntaxException.class);
        MsrpHeader odd =
                new MsrpHeader.WwwAuthenticate(Map.of("realm", "r", "nonce", "n", "qop", "auth", "algorithm", "X"));
        assertThatThrownBy(() -> authentication.next(answer(first, 401, odd)))
                .isInstanceOf(MsrpException.class)
                .hasMessageContaining("cannot be answered");
    }

    /** The expected value was worked out by a program of its own. */
    @Test
    void answersAreThoseOfTheDigestScheme() throws Exception {
        MsrpHeader.WwwAuthenticate challenge = new MsrpHeader.WwwAuthenticate(
                Map.of("realm", "intra.example.com", "nonce", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "qop", "auth"));
        MsrpRelaySettings bob = new MsrpRelaySettings("intra.example.com", "Alice", "Open Sesame", null, 0, true, null);
        MsrpHeader.Authorization answer =
                new RelayDigest(challenge, bob).answer("msrps://alice.intra.example.com;tcp", "0a4f113b");
        assertThat(answer.parameters().get("response")).isEqualTo("bc9ddf8220b279bedc59f5be427590d7");
    }
}
