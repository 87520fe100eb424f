/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadrfc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.SameMeaning;
import org.sipsimple.payloads.InstalledCodecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Documents after the examples of the RFCs: all of a value survives, what is written means the same as what was read, and
 * both keep the schema of the RFC.
 */
class XmlDocumentsTest {
    private static final InstalledCodecs CODECS = InstalledCodecs.installed();
    private static final String TABLE =
            """
        rfc3858/one-watcher.xml           | watcherinfo
        rfc3858/partial.xml               | watcherinfo
        rfc3863/status-extensions.xml     | pidf
        rfc3863/other-extensions.xml      | pidf
        rfc3863/must-understand.xml       | pidf
        rfc3994/active.xml                | im-iscomposing
        rfc3994/idle.xml                  | im-iscomposing
        rfc4235/trying.xml                | dialog-info
        rfc4235/early.xml                 | dialog-info
        rfc4235/full.xml                  | dialog-info
        rfc4479/person-service-device.xml | pidf
        rfc4480/rich-presence.xml         | pidf
        rfc4482/contact-information.xml   | pidf
        rfc4575/full.xml                  | conference-info
        rfc4575/partial.xml               | conference-info
        rfc4575/everything.xml            | conference-info
        rfc4745/identities.xml            | auth-policy
        rfc4826/list-in-list.xml          | resource-lists
        rfc4826/coworkers.xml             | resource-lists
        rfc4826/rls-services.xml          | rls-services
        rfc5025/presence-rules.xml        | auth-policy
        rfc5196/service-capabilities.xml  | pidf
        rfc5196/device-capabilities.xml   | pidf
        rfc5438/displayed.xml             | message/imdn
        rfc5438/processed.xml             | message/imdn
        rfc5874/references.xml            | xcap-diff
        rfc5874/patch.xml                 | xcap-diff
        rfc5874/components.xml            | xcap-diff
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void isReadAndWrittenBackWithTheSameMeaningAndKeepsTheSchema(String path, String type)
            throws IOException, PayloadFormatException, SAXException {
        byte[] original = Documents.read(path);
        Documents.validate(original);
        Object value = decoded(type, original);
        byte[] written = CODECS.encode(value).orElseThrow().body();
        assertThat(decoded(type, written)).isEqualTo(value);
        Documents.validate(written);
        SameMeaning.assertSame(path, original, written, Set.of("state=full"));
    }

    /** A test of the schemas: what they allow must be less than everything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void theSchemaRefusesAnElementMore(String path) throws IOException {
        String original = new String(Documents.read(path), StandardCharsets.UTF_8);
        int rootEnd = original.lastIndexOf("</");
        String root = original.substring(rootEnd + 2, original.indexOf('>', rootEnd));
        String prefix = root.contains(":") ? root.substring(0, root.indexOf(':') + 1) : "";
        String more = original.substring(0, rootEnd) + '<' + prefix + "more/>" + original.substring(rootEnd);
        assertThatThrownBy(() -> Documents.validate(more.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SAXException.class);
    }

    private static Object decoded(String type, byte[] body) throws PayloadFormatException {
        String full = (type.contains("/") ? type : "application/" + type) + "+xml";
        return ((DecodedPayload.Value) CODECS.decode(Payload.of(full, body))).value();
    }
}
