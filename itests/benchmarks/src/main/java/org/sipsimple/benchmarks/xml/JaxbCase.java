/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** What most Java programs would do: JAXB on Woodstox, with classes written by hand. */
public final class JaxbCase implements BenchCase {
    private static final Map<String, Class<?>> ROOTS = Map.of(
            "pidf", JaxbModels.Presence.class,
            "resource-lists", JaxbModels.ResourceLists.class,
            "watcherinfo", JaxbModels.WatcherInfo.class,
            "conference-info", JaxbModels.ConferenceInfo.class);

    private final WstxInputFactory input = new WstxInputFactory();

    @Override
    public String name() {
        return "xml-jaxb";
    }

    @Override
    public String usage() {
        return XmlRun.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        return XmlRun.run(arguments, this::pass);
    }

    private XmlRun.Pass pass(String type, boolean roundTrip) {
        try {
            JAXBContext context = JAXBContext.newInstance(ROOTS.get(type));
            Unmarshaller reader = context.createUnmarshaller();
            Marshaller writer = context.createMarshaller();
            return document -> {
                Object value = read(reader, document);
                return roundTrip ? write(writer, value, document.length) : 0;
            };
        } catch (JAXBException e) {
            throw new IllegalStateException("the JAXB classes do not fit together", e);
        }
    }

    private Object read(Unmarshaller reader, byte[] document) throws XMLStreamException, JAXBException {
        XMLStreamReader in = input.createXMLStreamReader(new ByteArrayInputStream(document));
        Object value = reader.unmarshal(in);
        in.close();
        return value;
    }

    private static int write(Marshaller writer, Object value, int expected) throws JAXBException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(expected + 64);
        writer.marshal(value, out);
        return out.size();
    }
}
