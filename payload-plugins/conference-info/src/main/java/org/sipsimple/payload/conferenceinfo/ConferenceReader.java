/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlCursor;

import static org.sipsimple.payload.conferenceinfo.ConferenceInfoCodec.NAMESPACE;

/** Reads the elements of RFC 4575 section 6, from the whole down to its parts. */
final class ConferenceReader {
    private ConferenceReader() {}

    static ConferenceInfo conference(XmlCursor in) throws PayloadFormatException {
        String entity = in.requiredUri("entity");
        State state = state(in);
        Long version = in.number("version");
        Extensions.Collector extra = Extensions.collect(in, "entity", "state", "version");
        ConferenceDescription description = null;
        HostInfo hostInfo = null;
        ConferenceState conferenceState = null;
        Users users = null;
        SidebarsByRef byRef = null;
        SidebarsByVal byVal = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "conference-description" -> description = description(in);
                case "host-info" -> hostInfo = hostInfo(in);
                case "conference-state" -> conferenceState = conferenceState(in);
                case "users" -> users = users(in);
                case "sidebars-by-ref" -> byRef = sidebarsByRef(in);
                case "sidebars-by-val" -> byVal = sidebarsByVal(in);
                default -> extra.add(in);
            }
        }
        return new ConferenceInfo(
                entity, state, version, description, hostInfo, conferenceState, users, byRef, byVal, extra.build());
    }

    static State state(XmlCursor in) throws PayloadFormatException {
        return in.word("state", State.class, State.FULL);
    }

    private static ConferenceDescription description(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String keywords = null;
        String subject = null;
        String displayText = null;
        String freeText = null;
        UriList confUris = null;
        UriList serviceUris = null;
        Long maximumUserCount = null;
        List<AvailableMedia> availableMedia = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "keywords" -> keywords = in.trimmed();
                case "subject" -> subject = in.text();
                case "display-text" -> displayText = in.text();
                case "free-text" -> freeText = in.text();
                case "conf-uris" -> confUris = uris(in);
                case "service-uris" -> serviceUris = uris(in);
                case "maximum-user-count" -> maximumUserCount = in.numberText();
                case "available-media" -> availableMedia = availableMedia(in);
                default -> extra.add(in);
            }
        }
        return new ConferenceDescription(
                keywords,
                subject,
                displayText,
                freeText,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extra.build());
    }

    private static UriList uris(XmlCursor in) throws PayloadFormatException {
        State state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "state");
        List<UriEntry> entries = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("entry")) {
                entries.add(uri(in));
            } else {
                extra.add(in);
            }
        }
        return new UriList(state, entries, extra.build());
    }

    private static UriEntry uri(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String uri = null;
        String displayText = null;
        String purpose = null;
        Modified modified = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "uri" -> uri = in.uriText();
                case "display-text" -> displayText = in.text();
                case "purpose" -> purpose = in.trimmed();
                case "modified" -> modified = execution(in);
                default -> extra.add(in);
            }
        }
        if (uri == null) {
            throw in.malformed("<entry> has no <uri>");
        }
        return new UriEntry(uri, displayText, purpose, modified, extra.build());
    }

    static Modified execution(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        OffsetDateTime when = null;
        String reason = null;
        String by = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "when" -> when = in.dateTimeText();
                case "reason" -> reason = in.text();
                case "by" -> by = in.uriText();
                default -> extra.add(in);
            }
        }
        return new Modified(when, reason, by, extra.build());
    }

    private static List<AvailableMedia> availableMedia(XmlCursor in) throws PayloadFormatException {
        List<AvailableMedia> media = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("entry")) {
                media.add(availableMedium(in));
            }
        }
        return media;
    }

    private static AvailableMedia availableMedium(XmlCursor in) throws PayloadFormatException {
        String label = in.required("label");
        Extensions.Collector extra = Extensions.collect(in, "label");
        String displayText = null;
        String type = null;
        MediaStatus status = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> displayText = in.text();
                case "type" -> type = in.trimmed();
                case "status" -> status = in.wordText(MediaStatus.class);
                default -> extra.add(in);
            }
        }
        if (type == null) {
            throw in.malformed("<entry> has no <type>");
        }
        return new AvailableMedia(label, displayText, type, status, extra.build());
    }

    private static HostInfo hostInfo(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String displayText = null;
        String webPage = null;
        UriList uris = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> displayText = in.text();
                case "web-page" -> webPage = in.uriText();
                case "uris" -> uris = uris(in);
                default -> extra.add(in);
            }
        }
        return new HostInfo(displayText, webPage, uris, extra.build());
    }

    private static ConferenceState conferenceState(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        Long userCount = null;
        Boolean active = null;
        Boolean locked = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "user-count" -> userCount = in.numberText();
                case "active" -> active = in.flagText();
                case "locked" -> locked = in.flagText();
                default -> extra.add(in);
            }
        }
        return new ConferenceState(userCount, active, locked, extra.build());
    }

    private static Users users(XmlCursor in) throws PayloadFormatException {
        State state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "state");
        List<User> users = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("user")) {
                users.add(user(in));
            } else {
                extra.add(in);
            }
        }
        return new Users(state, users, extra.build());
    }

    private static User user(XmlCursor in) throws PayloadFormatException {
        String entity = in.requiredUri("entity");
        State state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "entity", "state");
        String displayText = null;
        UriList associatedAors = null;
        List<String> roles = null;
        String languages = null;
        String cascadedFocus = null;
        List<Endpoint> endpoints = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> displayText = in.text();
                case "associated-aors" -> associatedAors = uris(in);
                case "roles" -> roles = roles(in);
                case "languages" -> languages = in.trimmed();
                case "cascaded-focus" -> cascadedFocus = in.uriText();
                case "endpoint" -> endpoints.add(EndpointReader.endpoint(in));
                default -> extra.add(in);
            }
        }
        return new User(
                entity, state, displayText, associatedAors, roles, languages, cascadedFocus, endpoints, extra.build());
    }

    private static List<String> roles(XmlCursor in) throws PayloadFormatException {
        List<String> roles = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("entry")) {
                roles.add(in.trimmed());
            }
        }
        return roles;
    }

    private static SidebarsByRef sidebarsByRef(XmlCursor in) throws PayloadFormatException {
        UriList uris = uris(in);
        return new SidebarsByRef(uris.state(), uris.entries(), uris.extensions());
    }

    private static SidebarsByVal sidebarsByVal(XmlCursor in) throws PayloadFormatException {
        State state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "state");
        List<ConferenceInfo> entries = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("entry")) {
                entries.add(conference(in));
            } else {
                extra.add(in);
            }
        }
        return new SidebarsByVal(state, entries, extra.build());
    }
}
