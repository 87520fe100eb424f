/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldsTest {
    @Test
    void readsBackWhatWasWritten() {
        String large = "x".repeat(100_000);
        byte[] bytes = new FieldWriter()
                .putInt(Integer.MIN_VALUE)
                .putLong(-2)
                .putFlag(true)
                .putText("Grüße")
                .putText(null)
                .putText("")
                .putBytes(new byte[] {0, -1})
                .putTexts(List.of("a", large))
                .toBytes();
        FieldReader reader = new FieldReader(bytes);
        assertThat(reader.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(reader.readLong()).isEqualTo(-2);
        assertThat(reader.readFlag()).isTrue();
        assertThat(reader.readText()).isEqualTo("Grüße");
        assertThat(reader.readOptionalText()).isNull();
        assertThat(reader.readOptionalText()).isEmpty();
        assertThat(reader.readBytes()).containsExactly(0, -1);
        assertThat(reader.readTexts()).containsExactly("a", large);
        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void writesBigEndianWithAllOnesForAbsent() {
        byte[] bytes =
                new FieldWriter().putInt(0x01020304).putText(null).putText("A").toBytes();
        assertThat(bytes).containsExactly(1, 2, 3, 4, -1, -1, -1, -1, 0, 0, 0, 1, 'A');
    }

    @Test
    void aPayloadCutAnywhereIsATypedError() {
        byte[] whole = new FieldWriter()
                .putInt(7)
                .putText("text")
                .putLong(9)
                .putTexts(List.of("a", "b"))
                .toBytes();
        for (int length = 0; length < whole.length; length++) {
            FieldReader reader = new FieldReader(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        reader.readInt();
                        reader.readText();
                        reader.readLong();
                        reader.readTexts();
                    })
                    .isInstanceOf(FieldFormatException.class);
        }
    }

    @Test
    void noRandomPayloadIsMoreThanATypedError() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            FieldReader reader = new FieldReader(payload);
            try {
                while (!reader.atEnd()) {
                    switch (random.nextInt(4)) {
                        case 0 -> reader.readInt();
                        case 1 -> reader.readOptionalBytes();
                        case 2 -> reader.readTexts();
                        default -> reader.readLong();
                    }
                }
            } catch (FieldFormatException e) {
                assertThat(e.getMessage()).contains(" of " + payload.length);
            }
        }
    }
}
