/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.List;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds for certain people (RFC 4745 section 7.1).
 *
 * @param members one of them must match
 * @param extensions what other schemas add
 */
public record Identity(List<Member> members, Extensions extensions) implements Extension {
    public Identity {
        members = List.copyOf(members);
    }

    /** Who is meant. */
    public sealed interface Member permits IdentityOne, IdentityMany {}

    /** These people. */
    public static Identity of(Member... members) {
        return new Identity(List.of(members), Extensions.NONE);
    }

    @Override
    public void write(XmlWriter out) {
        out.start(RuleSetCodec.NAMESPACE, "identity").attributes(extensions);
        for (Member member : members) {
            if (member instanceof IdentityOne one) {
                out.start(RuleSetCodec.NAMESPACE, "one")
                        .attribute("id", one.id())
                        .attributes(one.extensions())
                        .elements(one.extensions())
                        .end();
            } else if (member instanceof IdentityMany many) {
                many(many, out);
            }
        }
        out.elements(extensions).end();
    }

    private static void many(IdentityMany many, XmlWriter out) {
        out.start(RuleSetCodec.NAMESPACE, "many")
                .attribute("domain", many.domain())
                .attributes(many.extensions());
        for (IdentityMany.Except except : many.excepts()) {
            out.start(RuleSetCodec.NAMESPACE, "except")
                    .attribute("domain", except.domain())
                    .attribute("id", except.id())
                    .end();
        }
        out.elements(many.extensions()).end();
    }

    public Identity withMembers(List<Member> changed) {
        return new Identity(changed, extensions);
    }

    public Identity withExtensions(Extensions changed) {
        return new Identity(members, changed);
    }
}
