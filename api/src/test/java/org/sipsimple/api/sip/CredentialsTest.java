/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CredentialsTest {

    private static final String DIGEST = "939E7578ED9E3C518A452ACEE763BCE9";

    @Test
    void holdsAPassword() {
        Credentials credentials = Credentials.of("alice", "secret", "example.com");

        assertThat(credentials.username()).isEqualTo("alice");
        assertThat(credentials.password()).contains("secret");
        assertThat(credentials.realm()).contains("example.com");
        assertThat(credentials.digest()).isEmpty();
        assertThat(Credentials.of("alice", "secret").realm()).isEmpty();
    }

    @Test
    void holdsADigestInItsPlace() {
        Credentials credentials = Credentials.ofDigest("alice", "example.com", DIGEST);

        assertThat(credentials.digest()).contains(DIGEST.toLowerCase(java.util.Locale.ROOT));
        assertThat(credentials.password()).isEmpty();
        assertThat(Credentials.ofDigest("alice", "r", DIGEST + DIGEST).digest()).isPresent();
    }

    @Test
    void showsNoSecret() {
        assertThat(Credentials.of("alice", "secret").toString())
                .contains("alice")
                .doesNotContain("secret");
        assertThat(Credentials.ofDigest("alice", "r", DIGEST).toString()).doesNotContainIgnoringCase(DIGEST);
        assertThatThrownBy(() -> Credentials.ofDigest("alice", "r", "secret"))
                .isInstanceOf(SipSyntaxException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void comparesByValue() {
        assertThat(Credentials.of("a", "b", "c"))
                .isEqualTo(Credentials.of("a", "b", "c"))
                .hasSameHashCodeAs(Credentials.of("a", "b", "c"))
                .isNotEqualTo(Credentials.of("a", "b"))
                .isNotEqualTo(Credentials.of("a", "x", "c"))
                .isNotEqualTo(Credentials.of("x", "b", "c"));
        assertThat(Credentials.ofDigest("a", "c", DIGEST)).isNotEqualTo(Credentials.of("a", "b", "c"));
    }

    @Test
    void refusesWhatNoChallengeCanBeAnsweredWith() {
        assertThatThrownBy(() -> Credentials.of("", "x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> Credentials.of("a\r\nb", "x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> Credentials.of("a", "x", "r\n")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> Credentials.ofDigest("a", "r", DIGEST.substring(1) + "g"))
                .isInstanceOf(SipSyntaxException.class);
    }
}
