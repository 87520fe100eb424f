/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;

import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** The limit: Woodstox reads every event and makes nothing of it, or copies every event. */
public final class WoodstoxCase implements BenchCase {
    private final WstxInputFactory input = new WstxInputFactory();
    private final WstxOutputFactory output = new WstxOutputFactory();

    @Override
    public String name() {
        return "xml-woodstox";
    }

    @Override
    public String usage() {
        return XmlRun.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        return XmlRun.run(arguments, (type, roundTrip) -> roundTrip ? this::copy : this::parse);
    }

    private int parse(byte[] document) throws XMLStreamException {
        XMLStreamReader2 in = (XMLStreamReader2) input.createXMLStreamReader(new ByteArrayInputStream(document));
        int depth = 0;
        while (in.hasNext()) {
            depth += in.next();
        }
        in.close();
        return depth;
    }

    private int copy(byte[] document) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + 64);
        XMLStreamReader2 in = (XMLStreamReader2) input.createXMLStreamReader(new ByteArrayInputStream(document));
        XMLStreamWriter2 writer = (XMLStreamWriter2) output.createXMLStreamWriter(out, "UTF-8");
        writer.copyEventFromReader(in, false);
        while (in.hasNext()) {
            in.next();
            writer.copyEventFromReader(in, false);
        }
        in.close();
        writer.close();
        return out.size();
    }
}
