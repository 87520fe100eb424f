/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadrfc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.xml.sax.SAXException;

/** The documents in the resources and the schemas they must keep. */
final class Documents {
    private static final Schema SCHEMAS = schemas();

    private Documents() {}

    /** A document's bytes; its path begins with the RFC whose example it follows. */
    static byte[] read(String path) throws IOException {
        try (InputStream in = Documents.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        }
    }

    /** @throws SAXException when a document does not keep the schema of its namespace */
    static void validate(byte[] document) throws IOException, SAXException {
        SCHEMAS.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
    }

    private static Schema schemas() {
        try {
            return SchemaFactory.newDefaultInstance().newSchema(Documents.class.getResource("schemas/all.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas in the resources are wrong: " + e.getMessage(), e);
        }
    }
}
