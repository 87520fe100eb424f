/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

import static org.sipsimple.payload.caps.Caps.NAMESPACE;

/** How the value of a capability stands in its element. */
interface Format<T> {

    /** Reads the element at the cursor; {@code before} is what elements of the same name said already. */
    T read(XmlCursor in, @Nullable T before) throws PayloadFormatException;

    /** Writes the elements of a name that say the value. */
    void write(String name, T value, XmlWriter out);

    /** Reads one item of a list. */
    interface ItemReader<I> {
        I read(XmlCursor in) throws PayloadFormatException;
    }

    /** True or false. */
    record Flag() implements Format<Boolean> {
        @Override
        public Boolean read(XmlCursor in, @Nullable Boolean before) throws PayloadFormatException {
            return in.flagText();
        }

        @Override
        public void write(String name, Boolean value, XmlWriter out) {
            out.element(NAMESPACE, name, value);
        }
    }

    /** An element for each item. */
    record Repeated<I>(ItemReader<I> reader, Writer<I> writer) implements Format<List<I>> {

        /** Writes an element of a name. */
        interface Writer<I> {
            void write(String name, I item, XmlWriter out);
        }

        @Override
        public List<I> read(XmlCursor in, @Nullable List<I> before) throws PayloadFormatException {
            List<I> items = before == null ? new ArrayList<>() : new ArrayList<>(before);
            items.add(reader.read(in));
            return items;
        }

        @Override
        public void write(String name, List<I> value, XmlWriter out) {
            value.forEach(item -> writer.write(name, item, out));
        }
    }

    /** One element with a list of what is supported and one of what is not. */
    record Supported<I>(ItemReader<I> reader, BiConsumer<I, XmlWriter> writer) implements Format<Support<I>> {
        @Override
        public Support<I> read(XmlCursor in, @Nullable Support<I> before) throws PayloadFormatException {
            Extensions.Collector extra = Extensions.collect(in);
            List<I> supported = new ArrayList<>();
            List<I> notSupported = new ArrayList<>();
            int level = in.level();
            while (in.nextChild(level)) {
                switch (in.name(NAMESPACE)) {
                    case "supported" -> items(in, supported);
                    case "notsupported" -> items(in, notSupported);
                    default -> extra.add(in);
                }
            }
            return new Support<>(supported, notSupported, extra.build());
        }

        private void items(XmlCursor in, List<I> into) throws PayloadFormatException {
            int level = in.level();
            while (in.nextChild(level)) {
                into.add(reader.read(in));
            }
        }

        @Override
        public void write(String name, Support<I> value, XmlWriter out) {
            out.start(NAMESPACE, name).attributes(value.extensions());
            items("supported", value.supported(), out);
            items("notsupported", value.notSupported(), out);
            out.elements(value.extensions()).end();
        }

        private void items(String name, List<I> items, XmlWriter out) {
            if (!items.isEmpty()) {
                out.start(NAMESPACE, name);
                items.forEach(item -> writer.accept(item, out));
                out.end();
            }
        }
    }
}
