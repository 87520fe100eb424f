/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/rlmi+xml}, RFC 4662 section 5. */
@PayloadCodecProvider
public final class RlmiCodec extends XmlCodec<Rlmi> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:rlmi", "");

    public RlmiCodec() {
        super(Rlmi.class, "application/rlmi+xml", Set.of(), NAMESPACE, "list", ExtensionReaders.NONE);
    }

    @Override
    protected Rlmi read(XmlCursor in) throws PayloadFormatException {
        String uri = in.requiredUri("uri");
        long version = in.requiredNumber("version");
        Boolean fullState = in.flag("fullState");
        String cid = in.attribute("cid");
        Extensions.Collector extra = Extensions.collect(in, "uri", "version", "fullState", "cid");
        List<Name> names = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "name" -> names.add(name(in));
                case "resource" -> resources.add(resource(in));
                default -> extra.add(in);
            }
        }
        if (fullState == null) {
            throw in.malformed("<list> has no fullState");
        }
        return new Rlmi(uri, version, fullState, names, resources, cid, extra.build());
    }

    private static Name name(XmlCursor in) throws PayloadFormatException {
        String language = in.language();
        return new Name(in.text(), language);
    }

    private static Resource resource(XmlCursor in) throws PayloadFormatException {
        String uri = in.requiredUri("uri");
        Extensions.Collector extra = Extensions.collect(in, "uri");
        List<Name> names = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "name" -> names.add(name(in));
                case "instance" -> instances.add(instance(in));
                default -> extra.add(in);
            }
        }
        return new Resource(uri, names, instances, extra.build());
    }

    private static Instance instance(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Instance.State state = in.requiredWord("state", Instance.State.class);
        String reason = in.attribute("reason");
        String cid = in.attribute("cid");
        Extensions.Collector extra = Extensions.collect(in, "id", "state", "reason", "cid");
        int level = in.level();
        while (in.nextChild(level)) {
            extra.add(in);
        }
        return new Instance(id, state, reason, cid, extra.build());
    }

    @Override
    protected void write(Rlmi value, XmlWriter out) {
        out.attribute("uri", value.uri())
                .attribute("version", value.version())
                .attribute("fullState", value.fullState())
                .attribute("cid", value.cid())
                .attributes(value.extensions());
        names(value.names(), out);
        for (Resource resource : value.resources()) {
            out.start(NAMESPACE, "resource").attribute("uri", resource.uri()).attributes(resource.extensions());
            names(resource.names(), out);
            resource.instances().forEach(instance -> instance(instance, out));
            out.elements(resource.extensions()).end();
        }
        out.elements(value.extensions());
    }

    private static void names(List<Name> names, XmlWriter out) {
        for (Name name : names) {
            out.start(NAMESPACE, "name")
                    .language(name.language())
                    .text(name.text())
                    .end();
        }
    }

    private static void instance(Instance value, XmlWriter out) {
        out.start(NAMESPACE, "instance")
                .attribute("id", value.id())
                .attribute("state", value.state())
                .attribute("reason", value.reason())
                .attribute("cid", value.cid())
                .attributes(value.extensions())
                .elements(value.extensions())
                .end();
    }
}
