/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MediaTypeTest {

    @Test
    void readsParametersPlainAndQuoted() {
        MediaType type =
                MediaType.parse("Multipart/Related; Boundary=\"a b;\\\"c\" ;type=\"application/rlmi+xml\";start=x");
        assertThat(type.essence()).isEqualTo("multipart/related");
        assertThat(type.parameter("boundary")).isEqualTo("a b;\"c");
        assertThat(type.parameter("type")).isEqualTo("application/rlmi+xml");
    }

    @Test
    void writesWhatItReads() {
        MediaType type =
                MediaType.of("text", "plain").withParameter("charset", "utf-8").withParameter("x", "a \"b\" \\");
        assertThat(type).hasToString("text/plain;charset=utf-8;x=\"a \\\"b\\\" \\\\\"");
        assertThat(MediaType.parse(type.toString())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text/",
                "/plain",
                "text/plain; charset",
                "text/plain; a=\"b",
                "text/plain x",
                "te xt/plain"
            })
    void refusesWhatIsNoMediaType(String text) {
        assertThatThrownBy(() -> MediaType.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLineBreaksInParameters() {
        assertThatThrownBy(() -> MediaType.of("text", "plain").withParameter("a", "b\r\nTo: x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
