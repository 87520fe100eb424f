/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;

/**
 * A codec of XML documents with one root element. Subclasses say which, and read and write what is in it.
 *
 * @param <T> the immutable value read and written
 */
public abstract class XmlCodec<T> implements PayloadCodec<T> {
    private final Class<T> type;
    private final MediaType mediaType;
    private final Set<String> eventPackages;
    private final Namespace namespace;
    private final String root;
    private final ExtensionReaders readers;
    private final XmlLimits limits;

    /**
     * @param type the class of the values
     * @param mediaType in lower case, without parameters
     * @param eventPackages the event packages whose bodies are of this kind
     * @param namespace the root element's namespace
     * @param root the root element's name
     * @param readers who reads elements of other namespaces
     */
    protected XmlCodec(
            Class<T> type,
            String mediaType,
            Set<String> eventPackages,
            Namespace namespace,
            String root,
            ExtensionReaders readers) {
        this(type, mediaType, eventPackages, namespace, root, readers, XmlLimits.DEFAULT);
    }

    /** As the other constructor, with limits of its own. */
    protected XmlCodec(
            Class<T> type,
            String mediaType,
            Set<String> eventPackages,
            Namespace namespace,
            String root,
            ExtensionReaders readers,
            XmlLimits limits) {
        this.type = type;
        this.mediaType = MediaType.parse(mediaType);
        this.eventPackages = Set.copyOf(eventPackages);
        this.namespace = namespace;
        this.root = root;
        this.readers = readers;
        this.limits = limits;
    }

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final List<String> mediaTypes() {
        return List.of(mediaType.essence());
    }

    @Override
    public final Set<String> eventPackages() {
        return eventPackages;
    }

    @Override
    public final T decode(Payload payload) throws PayloadFormatException {
        try (XmlCursor in = XmlCursor.open(mediaType.essence(), payload.body(), limits, readers)) {
            in.expect(namespace, root);
            T value = checked(in);
            in.end();
            return value;
        }
    }

    @Override
    public final T decode(byte[] body) throws PayloadFormatException {
        return decode(new Payload(mediaType, body));
    }

    private T checked(XmlCursor in) throws PayloadFormatException {
        try {
            return read(in);
        } catch (IllegalArgumentException e) {
            // a value's constructor found a part missing or out of range
            throw in.malformed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public final Payload encode(T value) {
        XmlWriter out = new XmlWriter();
        out.start(namespace, root);
        write(value, out);
        out.end();
        return new Payload(mediaType, out.toBytes());
    }

    /** Reads attributes and content of the root element, at which the cursor stands. */
    protected abstract T read(XmlCursor in) throws PayloadFormatException;

    /** Writes attributes and content of the root element, which has been begun and will be ended. */
    protected abstract void write(T value, XmlWriter out);
}
