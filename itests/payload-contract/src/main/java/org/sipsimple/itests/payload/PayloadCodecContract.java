/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The rules every payload codec keeps, ours and those of others: a test of a codec extends this.
 *
 * @param <T> the values of the codec
 */
public abstract class PayloadCodecContract<T> {
    /** The codec under test. */
    protected final PayloadCodec<T> codec;

    protected PayloadCodecContract(PayloadCodec<T> codec) {
        this.codec = codec;
    }

    /** A value that uses most of the format. */
    protected abstract T sample();

    /** Resources beside the test class: documents as others write them. */
    protected abstract List<String> documents();

    /** Writes and reads each value and compares. */
    @SafeVarargs
    protected final void assertSurvives(T... values) throws PayloadFormatException {
        for (T value : values) {
            Payload written = codec.encode(value);
            assertThat(codec.decode(written)).as(written.text()).isEqualTo(value);
            assertThat(codec.encode(codec.decode(written))).isEqualTo(written);
        }
    }

    /** A resource beside the test class. */
    protected final byte[] resource(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(name)) {
            return in == null ? fail("no resource " + name) : in.readAllBytes();
        }
    }

    /** The value in a resource beside the test class. */
    protected final T decoded(String resource) throws IOException, PayloadFormatException {
        return codec.decode(resource(resource));
    }

    @Test
    void writesTheTypeItReads() throws PayloadFormatException {
        T sample = sample();
        assertThat(codec.type()).isAssignableFrom(sample.getClass());
        assertThat(codec.encode(sample).type().essence())
                .isEqualTo(codec.mediaTypes().get(0));
        assertSurvives(sample);
    }

    @Test
    void valuesOfDocumentsSurvive() throws IOException, PayloadFormatException {
        for (String document : documents()) {
            T value = decoded(document);
            assertThat(codec.decode(codec.encode(value).body())).as(document).isEqualTo(value);
        }
    }

    @Test
    void noTruncatedDocumentDoesHarm() {
        byte[] whole = codec.encode(sample()).body();
        for (int length = 0; length < whole.length; length++) {
            decodeOrRefuse(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void noDamagedDocumentDoesHarm() {
        byte[] whole = codec.encode(sample()).body();
        SplittableRandom random = new SplittableRandom(20261120);
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            decodeOrRefuse(damaged);
        }
    }

    /** Fails on anything but a value or a {@link PayloadFormatException} that says where and what. */
    protected final boolean decodeOrRefuse(byte[] body) {
        try {
            assertThat(codec.decode(body)).isNotNull();
            return true;
        } catch (PayloadFormatException e) {
            assertThat(codec.mediaTypes()).contains(e.mediaType());
            assertThat(e.where()).matches("[1-9][0-9]*:[1-9][0-9]*");
            assertThat(e.what()).isNotBlank();
            return false;
        }
    }
}
