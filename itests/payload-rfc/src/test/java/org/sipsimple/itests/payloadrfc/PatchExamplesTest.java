/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadrfc;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.SameMeaning;
import org.sipsimple.payload.xcapdiff.PatchException;
import org.sipsimple.payload.xcapdiff.XcapDiff;
import org.sipsimple.payload.xcapdiff.XcapDiffCodec;
import org.sipsimple.payload.xcapdiff.XmlPatch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Patches after the examples in RFC 5261 appendix A, sent as XCAP differences are. */
class PatchExamplesTest {
    private static final String DEFAULT_NAMESPACE = "urn:ietf:params:xml:ns:xxx";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "rfc5261/patches.tsv", delimiter = '\t', quoteCharacter = '`')
    void givesTheResultOfTheExample(String name, String document, String operations, String result)
            throws PayloadFormatException, PatchException {
        if (result.equals("refused")) {
            assertThatThrownBy(() -> patched(document, operations)).isInstanceOf(PatchException.class);
        } else {
            SameMeaning.assertSame(
                    name, result.getBytes(StandardCharsets.UTF_8), patched(document, operations), Set.of());
        }
    }

    private static byte[] patched(String document, String operations) throws PayloadFormatException, PatchException {
        String defaults = document.contains(DEFAULT_NAMESPACE) ? " xmlns='" + DEFAULT_NAMESPACE + "'" : "";
        String diff = "<d:xcap-diff xmlns:d='urn:ietf:params:xml:ns:xcap-diff' xmlns:y='urn:ietf:params:xml:ns:yyy'"
                + defaults
                + " xcap-root='http://xcap.example.com/'><d:document sel='a'>"
                + operations.replaceAll("<(/?)(add|replace|remove)", "<$1d:$2") + "</d:document></d:xcap-diff>";
        XcapDiff read = new XcapDiffCodec().decode(diff.getBytes(StandardCharsets.UTF_8));
        return XmlPatch.apply(
                document.getBytes(StandardCharsets.UTF_8),
                read.documents().get(0).patch(),
                read.namespaces());
    }
}
