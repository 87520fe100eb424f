/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.InstalledCodecs;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlLimits;
import org.sipsimple.payloads.xml.XmlWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the bytes: a value that survives being written and read, or a {@link PayloadFormatException}. A normal build
 * tries the inputs kept in the resources; {@code JAZZER_FUZZ=1 mvn -pl itests/payload-fuzz -am verify} looks for new ones (jars carry the lists of services, class
 * directories do not).
 */
class CodecFuzzTest {
    private static final InstalledCodecs CODECS = InstalledCodecs.installed();
    private static final List<MediaType> TYPES =
            CODECS.mediaTypes().stream().map(MediaType::parse).toList();

    /** The first byte chooses the codec. */
    @FuzzTest(maxDuration = "6m")
    void codecs(byte[] input) {
        if (input.length == 0) {
            return;
        }
        MediaType type = TYPES.get((input[0] & 0xFF) % TYPES.size());
        byte[] body = java.util.Arrays.copyOfRange(input, 1, input.length);
        MediaType full = type.type().equals("multipart") ? type.withParameter("boundary", "b") : type;
        roundTrip(CODECS.codec(type).orElseThrow(), new Payload(full, body));
    }

    private static <T> void roundTrip(PayloadCodec<T> codec, Payload payload) {
        T value;
        try {
            value = codec.decode(payload);
        } catch (PayloadFormatException e) {
            assertThat(e.where()).matches("[1-9][0-9]*:[1-9][0-9]*");
            return;
        }
        try {
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        } catch (PayloadFormatException e) {
            throw new AssertionError(
                    "wrote what it cannot read: " + codec.encode(value).text(), e);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void cursor(byte[] input) {
        XmlElement element;
        try {
            element = read(input);
        } catch (PayloadFormatException e) {
            assertThat(e.what()).isNotBlank();
            return;
        }
        XmlWriter out = new XmlWriter();
        element.write(out);
        try {
            assertThat(read(out.toBytes())).isEqualTo(element);
        } catch (PayloadFormatException e) {
            throw new AssertionError("wrote what it cannot read", e);
        }
    }

    private static XmlElement read(byte[] body) throws PayloadFormatException {
        try (XmlCursor in = XmlCursor.open("text/xml", body, XmlLimits.DEFAULT, ExtensionReaders.NONE)) {
            XmlElement element = in.element();
            in.end();
            return element;
        }
    }
}
