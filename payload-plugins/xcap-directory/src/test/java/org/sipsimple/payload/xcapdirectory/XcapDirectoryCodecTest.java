/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdirectory;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XcapDirectoryCodecTest extends XmlCodecContract<XcapDirectory> {

    XcapDirectoryCodecTest() {
        super(new XcapDirectoryCodec());
    }

    @Override
    protected XcapDirectory sample() {
        Entry entry = Entry.of("http://xcap.example.com/resource-lists/users/sip:a@example.com/index", "pqr999")
                .withLastModified("2007-09-01T10:00:00Z")
                .withSize(2738L);
        return XcapDirectory.of(List.of(
                Folder.of("resource-lists", List.of(entry)),
                Folder.of("broken", List.of()).withErrorCode("500")));
    }

    @Override
    protected List<String> documents() {
        return List.of("directory.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        XcapDirectory directory = sample();
        assertSurvives(directory, XcapDirectory.of(List.of()));
        Folder folder = directory.folder("resource-lists").orElseThrow();
        Entry entry = folder.entries().get(0);
        assertThat(entry.size()).isEqualTo(2738);
        assertThat(directory.folder("broken").orElseThrow().errorCode()).isEqualTo("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<folder/>",
                "<folder auid='a'><entry uri='http://x'/></folder>",
                "<folder auid='a'><entry etag='1'/></folder>",
                "<folder auid='a'><entry uri='http://x' etag='1' size='-1'/></folder>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<xcap-directory xmlns='urn:oma:xml:xdm:xcap-directory'>@</xcap-directory>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
