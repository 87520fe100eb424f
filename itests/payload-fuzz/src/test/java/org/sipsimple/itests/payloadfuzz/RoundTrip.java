/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import java.util.List;

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

/** The rule that is tried: a value that survives being written and read, or a {@link PayloadFormatException}. */
final class RoundTrip {
    private static final InstalledCodecs CODECS = InstalledCodecs.installed();
    private static final List<MediaType> TYPES =
            CODECS.mediaTypes().stream().map(MediaType::parse).toList();

    private RoundTrip() {}

    /** The media type at a position of the list of all, which begins again at its end. */
    static MediaType type(int index) {
        return TYPES.get(index % TYPES.size());
    }

    static void codec(MediaType type, byte[] body) {
        MediaType full = type.type().equals("multipart") ? type.withParameter("boundary", "b") : type;
        codec(CODECS.codec(type).orElseThrow(), new Payload(full, body));
    }

    private static <T> void codec(PayloadCodec<T> codec, Payload payload) {
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

    static void cursor(byte[] body) {
        XmlElement element;
        try {
            element = read(body);
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
