/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

import static org.sipsimple.payload.conferenceinfo.ConferenceInfoCodec.NAMESPACE;

/** Writes the elements of RFC 4575 section 6 in the order of its schema. */
final class ConferenceWriter {
    private ConferenceWriter() {}

    static void content(ConferenceInfo value, XmlWriter out) {
        out.attributes(value.extensions());
        description(value.description(), out);
        hostInfo(value.hostInfo(), out);
        conferenceState(value.conferenceState(), out);
        users(value.users(), out);
        SidebarsByRef byRef = value.sidebarsByRef();
        if (byRef != null) {
            uris("sidebars-by-ref", new UriList(byRef.state(), byRef.entries(), byRef.extensions()), out);
        }
        sidebarsByVal(value.sidebarsByVal(), out);
        out.elements(value.extensions());
    }

    /** {@code FULL} is what a missing attribute means. */
    private static XmlWriter state(State state, XmlWriter out) {
        return state == State.FULL ? out : out.attribute("state", state);
    }

    private static void end(Extensions extensions, XmlWriter out) {
        out.elements(extensions).end();
    }

    private static void description(@Nullable ConferenceDescription value, XmlWriter out) {
        if (value == null) {
            return;
        }
        out.start(NAMESPACE, "conference-description")
                .attributes(value.extensions())
                .element(NAMESPACE, "display-text", value.displayText())
                .element(NAMESPACE, "subject", value.subject())
                .element(NAMESPACE, "free-text", value.freeText())
                .element(NAMESPACE, "keywords", value.keywords());
        uris("conf-uris", value.confUris(), out);
        uris("service-uris", value.serviceUris(), out);
        out.element(NAMESPACE, "maximum-user-count", value.maximumUserCount());
        if (value.availableMedia() != null) {
            out.start(NAMESPACE, "available-media");
            value.availableMedia().forEach(media -> availableMedia(media, out));
            out.end();
        }
        end(value.extensions(), out);
    }

    private static void availableMedia(AvailableMedia value, XmlWriter out) {
        out.start(NAMESPACE, "entry")
                .attribute("label", value.label())
                .attributes(value.extensions())
                .element(NAMESPACE, "display-text", value.displayText())
                .element(NAMESPACE, "type", value.type())
                .element(NAMESPACE, "status", value.status());
        end(value.extensions(), out);
    }

    private static void uris(String name, @Nullable UriList value, XmlWriter out) {
        if (value != null) {
            state(value.state(), out.start(NAMESPACE, name)).attributes(value.extensions());
            value.entries().forEach(entry -> uri(entry, out));
            end(value.extensions(), out);
        }
    }

    private static void uri(UriEntry value, XmlWriter out) {
        out.start(NAMESPACE, "entry")
                .attributes(value.extensions())
                .element(NAMESPACE, "uri", value.uri())
                .element(NAMESPACE, "display-text", value.displayText())
                .element(NAMESPACE, "purpose", value.purpose());
        execution("modified", value.modified(), out);
        end(value.extensions(), out);
    }

    private static void execution(String name, @Nullable Modified value, XmlWriter out) {
        if (value != null) {
            out.start(NAMESPACE, name)
                    .attributes(value.extensions())
                    .element(NAMESPACE, "when", value.when())
                    .element(NAMESPACE, "reason", value.reason())
                    .element(NAMESPACE, "by", value.by());
            end(value.extensions(), out);
        }
    }

    private static void hostInfo(@Nullable HostInfo value, XmlWriter out) {
        if (value != null) {
            out.start(NAMESPACE, "host-info")
                    .attributes(value.extensions())
                    .element(NAMESPACE, "display-text", value.displayText())
                    .element(NAMESPACE, "web-page", value.webPage());
            uris("uris", value.uris(), out);
            end(value.extensions(), out);
        }
    }

    private static void conferenceState(@Nullable ConferenceState value, XmlWriter out) {
        if (value != null) {
            out.start(NAMESPACE, "conference-state")
                    .attributes(value.extensions())
                    .element(NAMESPACE, "user-count", value.userCount())
                    .element(NAMESPACE, "active", value.active())
                    .element(NAMESPACE, "locked", value.locked());
            end(value.extensions(), out);
        }
    }

    private static void users(@Nullable Users value, XmlWriter out) {
        if (value != null) {
            state(value.state(), out.start(NAMESPACE, "users")).attributes(value.extensions());
            value.users().forEach(user -> user(user, out));
            end(value.extensions(), out);
        }
    }

    private static void user(User value, XmlWriter out) {
        out.start(NAMESPACE, "user").attribute("entity", value.entity());
        state(value.state(), out)
                .attributes(value.extensions())
                .element(NAMESPACE, "display-text", value.displayText());
        uris("associated-aors", value.associatedAors(), out);
        if (value.roles() != null) {
            out.start(NAMESPACE, "roles");
            value.roles().forEach(role -> out.element(NAMESPACE, "entry", role));
            out.end();
        }
        out.element(NAMESPACE, "languages", value.languages())
                .element(NAMESPACE, "cascaded-focus", value.cascadedFocus());
        value.endpoints().forEach(endpoint -> endpoint(endpoint, out));
        end(value.extensions(), out);
    }

    private static void endpoint(Endpoint value, XmlWriter out) {
        out.start(NAMESPACE, "endpoint").attribute("entity", value.entity());
        state(value.state(), out)
                .attributes(value.extensions())
                .element(NAMESPACE, "display-text", value.displayText());
        execution("referred", value.referred(), out);
        out.element(NAMESPACE, "status", value.status()).element(NAMESPACE, "joining-method", value.joiningMethod());
        execution("joining-info", value.joiningInfo(), out);
        out.element(NAMESPACE, "disconnection-method", value.disconnectionMethod());
        execution("disconnection-info", value.disconnectionInfo(), out);
        value.media().forEach(media -> media(media, out));
        callInfo(value.callInfo(), out);
        end(value.extensions(), out);
    }

    private static void media(Media value, XmlWriter out) {
        out.start(NAMESPACE, "media").attribute("id", value.id());
        state(value.state(), out)
                .attributes(value.extensions())
                .element(NAMESPACE, "display-text", value.displayText())
                .element(NAMESPACE, "type", value.type())
                .element(NAMESPACE, "label", value.label())
                .element(NAMESPACE, "src-id", value.srcId())
                .element(NAMESPACE, "status", value.status());
        end(value.extensions(), out);
    }

    private static void callInfo(@Nullable CallInfo value, XmlWriter out) {
        if (value == null) {
            return;
        }
        out.start(NAMESPACE, "call-info").attributes(value.extensions());
        CallInfo.Sip sip = value.sip();
        if (sip != null) {
            out.start(NAMESPACE, "sip")
                    .attributes(sip.extensions())
                    .element(NAMESPACE, "display-text", sip.displayText())
                    .element(NAMESPACE, "call-id", sip.callId())
                    .element(NAMESPACE, "from-tag", sip.fromTag())
                    .element(NAMESPACE, "to-tag", sip.toTag());
            end(sip.extensions(), out);
        }
        end(value.extensions(), out);
    }

    private static void sidebarsByVal(@Nullable SidebarsByVal value, XmlWriter out) {
        if (value != null) {
            state(value.state(), out.start(NAMESPACE, "sidebars-by-val")).attributes(value.extensions());
            for (ConferenceInfo entry : value.entries()) {
                out.start(NAMESPACE, "entry").attribute("entity", entry.entity());
                state(entry.state(), out).attribute("version", entry.version());
                content(entry, out);
                out.end();
            }
            end(value.extensions(), out);
        }
    }
}
