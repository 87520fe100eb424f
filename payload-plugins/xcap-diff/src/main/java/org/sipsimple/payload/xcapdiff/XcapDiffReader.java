/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;

import static org.sipsimple.payload.xcapdiff.XcapDiffCodec.NAMESPACE;

/** Reads one document of RFC 5874 and gathers the prefixes that its selectors use. */
final class XcapDiffReader {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern PREFIX = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}._-]*):(?!:)");

    private final XmlCursor in;
    private final Map<String, String> namespaces = new HashMap<>();

    XcapDiffReader(XmlCursor in) {
        this.in = in;
    }

    XcapDiff read() throws PayloadFormatException {
        String root = in.requiredUri("xcap-root");
        Extensions.Collector extra = Extensions.collect(in, "xcap-root");
        List<Change> changes = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "document" -> changes.add(document());
                case "element" -> changes.add(element());
                case "attribute" -> changes.add(attribute());
                default -> extra.add(in);
            }
        }
        return new XcapDiff(root, changes, namespaces, extra.build());
    }

    private Document document() throws PayloadFormatException {
        String selector = in.requiredUri("sel");
        String previous = in.attribute("previous-etag");
        String now = in.attribute("new-etag");
        Extensions.Collector extra = Extensions.collect(in, "sel", "previous-etag", "new-etag");
        boolean bodyNotChanged = false;
        List<PatchOperation> patch = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "body-not-changed" -> bodyNotChanged = true;
                case "add" -> patch.add(add());
                case "replace" -> {
                    String replaced = patchSelector();
                    patch.add(new Replace(replaced, in.element().content()));
                }
                case "remove" -> patch.add(new Remove(patchSelector(), in.wordOrNull("ws", Remove.WhiteSpace.class)));
                default -> extra.add(in);
            }
        }
        return new Document(selector, previous, now, bodyNotChanged, patch, extra.build());
    }

    private Add add() throws PayloadFormatException {
        String selector = patchSelector();
        Add.Position position = in.wordOrNull("pos", Add.Position.class);
        String type = in.attribute("type");
        if (type != null) {
            gatherPrefixes(type);
        }
        return new Add(selector, position, type, in.element().content());
    }

    private Element element() throws PayloadFormatException {
        String selector = componentSelector();
        Boolean exists = in.flag("exists");
        Extensions extra = Extensions.collect(in, "sel", "exists").build();
        List<XmlElement> content = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            content.add(in.element());
        }
        return new Element(selector, exists, content, extra);
    }

    private Attribute attribute() throws PayloadFormatException {
        String selector = componentSelector();
        Boolean exists = in.flag("exists");
        Extensions extra = Extensions.collect(in, "sel", "exists").build();
        return new Attribute(selector, exists, in.text(), extra);
    }

    private String patchSelector() throws PayloadFormatException {
        String selector = in.required("sel");
        gatherPrefixes(selector);
        return selector;
    }

    /** Of a component only what follows {@code ~~} is made of names; in front of it stands the path of the document. */
    private String componentSelector() throws PayloadFormatException {
        String selector = in.requiredUri("sel");
        int names = selector.indexOf("/~~/");
        gatherPrefixes(names < 0 ? "" : selector.substring(names));
        return selector;
    }

    private void gatherPrefixes(String selector) throws PayloadFormatException {
        String defaultNamespace = in.namespaceOf("");
        if (defaultNamespace != null && !defaultNamespace.isEmpty() && !defaultNamespace.equals(NAMESPACE.uri())) {
            gather("", defaultNamespace);
        }
        Matcher prefix = PREFIX.matcher(QUOTED.matcher(selector).replaceAll("''"));
        while (prefix.find()) {
            String namespace = in.namespaceOf(prefix.group(1));
            if (namespace == null) {
                throw in.malformed("nobody declared the prefix " + prefix.group(1) + " of the selector " + selector);
            }
            gather(prefix.group(1), namespace);
        }
    }

    private void gather(String prefix, String namespace) throws PayloadFormatException {
        String before = namespaces.putIfAbsent(prefix, namespace);
        if (before != null && !before.equals(namespace)) {
            throw in.malformed("the prefix \"" + prefix + "\" stands for two namespaces");
        }
    }
}
