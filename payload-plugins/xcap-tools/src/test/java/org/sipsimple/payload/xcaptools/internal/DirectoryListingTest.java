/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapCapabilities;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryListingTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ToolRun run = new ToolRun(
            "test",
            new ToolContext(
                    List.of(),
                    InputStream.nullInputStream(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new CompletableFuture<>()));

    /** A server with these documents, by application. */
    private record Documents(Map<String, String> texts) implements XcapClient {
        @Override
        public XcapOptions options() {
            return XcapOptions.of(XcapRoot.parse("http://127.0.0.1/"), "sip:alice@example.com");
        }

        @Override
        public CompletionStage<XcapResource> get(XcapUri uri) {
            String text = texts.get(uri.document().auid());
            return text == null
                    ? CompletableFuture.failedStage(new XcapException.NotFound("there is none"))
                    : CompletableFuture.completedStage(new XcapResource(
                            "\"v1\"", Payload.of("application/xml", text.getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public CompletionStage<Optional<XcapResource>> getIfChanged(XcapUri uri, String etag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<XcapChange> put(XcapUri uri, Payload body, Precondition precondition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<XcapChange> delete(XcapUri uri, Precondition precondition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<XcapCapabilities> capabilities() {
            return texts.isEmpty()
                    ? CompletableFuture.failedStage(new XcapException.Unreachable("nobody there", null))
                    : CompletableFuture.completedStage(new XcapCapabilities(
                            List.of("xcap-caps", "rls-services", "resource-lists"), List.of(), List.of()));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theServersDirectoryIsShown() throws ToolFailure {
        String directory = "<xcap-directory xmlns=\"urn:oma:xml:xdm:xcap-directory\"><folder auid=\"rls-services\">"
                + "<entry uri=\"http://127.0.0.1/x/index\" etag=\"abc\" size=\"17\"/></folder></xcap-directory>";
        new DirectoryListing(new Documents(Map.of("org.openmobilealliance.xcap-directory", directory)), run).print();
        assertThat(printed()).isEqualToNormalizingNewlines("rls-services\n  http://127.0.0.1/x/index  abc  17 bytes\n");
    }

    @Test
    void withoutADirectoryTheUsualDocumentsAreLookedFor() throws ToolFailure {
        new DirectoryListing(new Documents(Map.of("resource-lists", "<r/>", "other", "<o/>")), run).print();
        assertThat(printed()).isEqualToNormalizingNewlines("resource-lists\n  index  \"v1\"  4 bytes\n");
    }

    @Test
    void aServerOutOfReachIsTold() {
        assertThatThrownBy(() -> new DirectoryListing(new Documents(Map.of()), run).print())
                .isInstanceOf(ToolFailure.class)
                .hasMessage("nobody there");
    }
}
