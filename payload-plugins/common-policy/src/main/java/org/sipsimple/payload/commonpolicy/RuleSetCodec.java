/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/auth-policy+xml}, RFC 4745 and RFC 5025. */
@PayloadCodecProvider
public final class RuleSetCodec extends XmlCodec<RuleSet> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:common-policy", "cp");

    /** A codec that reads the extensions found on the class path or module path. */
    public RuleSetCodec() {
        this(ExtensionReaders.installed());
    }

    /** A codec that reads extensions with the given readers. */
    public RuleSetCodec(ExtensionReaders readers) {
        super(RuleSet.class, "application/auth-policy+xml", Set.of(), NAMESPACE, "ruleset", readers);
    }

    @Override
    protected RuleSet read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Rule> rules = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("rule")) {
                rules.add(rule(in));
            } else {
                extra.add(in);
            }
        }
        return new RuleSet(rules, extra.build());
    }

    private static Rule rule(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Extensions.Collector extra = Extensions.collect(in, "id");
        Rule rule = Rule.of(id);
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "conditions" -> rule = rule.withConditions(new Conditions(elements(in)));
                case "actions" -> rule = rule.withActions(new Actions(elements(in)));
                case "transformations" -> rule = rule.withTransformations(new Transformations(elements(in)));
                default -> extra.add(in);
            }
        }
        return rule.withExtensions(extra.build());
    }

    private static List<Extension> elements(XmlCursor in) throws PayloadFormatException {
        List<Extension> elements = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            elements.add(
                    switch (in.name(NAMESPACE)) {
                        case "identity" -> identity(in);
                        case "sphere" -> new Sphere(in.required("value"));
                        case "validity" -> validity(in);
                        default -> in.extension();
                    });
        }
        return elements;
    }

    private static Identity identity(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Identity.Member> members = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "one" -> members.add(one(in));
                case "many" -> members.add(many(in));
                default -> extra.add(in);
            }
        }
        return new Identity(members, extra.build());
    }

    private static IdentityOne one(XmlCursor in) throws PayloadFormatException {
        String id = in.requiredUri("id");
        Extensions.Collector extra = Extensions.collect(in, "id");
        int level = in.level();
        while (in.nextChild(level)) {
            extra.add(in);
        }
        return new IdentityOne(id, extra.build());
    }

    private static IdentityMany many(XmlCursor in) throws PayloadFormatException {
        String domain = in.attribute("domain");
        Extensions.Collector extra = Extensions.collect(in, "domain");
        List<IdentityMany.Except> excepts = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("except")) {
                excepts.add(new IdentityMany.Except(in.attribute("domain"), in.uri("id")));
            } else {
                extra.add(in);
            }
        }
        return new IdentityMany(domain, excepts, extra.build());
    }

    private static Validity validity(XmlCursor in) throws PayloadFormatException {
        List<Validity.Span> spans = new ArrayList<>();
        OffsetDateTime from = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "from" -> from = in.dateTimeText();
                case "until" -> {
                    if (from == null) {
                        throw in.malformed("<until> without <from>");
                    }
                    spans.add(new Validity.Span(from, in.dateTimeText()));
                    from = null;
                }
                default -> throw in.malformed("<" + in.localName() + "> in <validity>");
            }
        }
        return new Validity(spans);
    }

    @Override
    protected void write(RuleSet value, XmlWriter out) {
        out.attributes(value.extensions());
        for (Rule rule : value.rules()) {
            out.start(NAMESPACE, "rule").attribute("id", rule.id()).attributes(rule.extensions());
            elements("conditions", rule.conditions().elements(), out);
            elements("actions", rule.actions().elements(), out);
            elements("transformations", rule.transformations().elements(), out);
            out.elements(rule.extensions()).end();
        }
        out.elements(value.extensions());
    }

    private static void elements(String name, List<Extension> elements, XmlWriter out) {
        out.start(NAMESPACE, name);
        elements.forEach(element -> element.write(out));
        out.end();
    }
}
