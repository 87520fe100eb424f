/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/** Merges a part into a state as RFC 4575 section 4.6 says. */
final class ConferenceMerge {
    private ConferenceMerge() {}

    static ConferenceInfo merge(ConferenceInfo held, ConferenceInfo update) {
        if (update.state() != State.PARTIAL) {
            return update;
        }
        return new ConferenceInfo(
                update.entity(),
                held.state(),
                newer(held.version(), update.version()),
                newer(held.description(), update.description()),
                newer(held.hostInfo(), update.hostInfo()),
                newer(held.conferenceState(), update.conferenceState()),
                users(held.users(), update.users()),
                sidebars(held.sidebarsByRef(), update.sidebarsByRef()),
                sidebars(held.sidebarsByVal(), update.sidebarsByVal()),
                newer(held.extensions(), update.extensions()));
    }

    private static <T extends @Nullable Object> T newer(T held, T update) {
        return update == null ? held : update;
    }

    private static Extensions newer(Extensions held, Extensions update) {
        return update.equals(Extensions.NONE) ? held : update;
    }

    /** Elements with a key: changed in place, new ones at the end, deleted ones gone. */
    private static <T> List<T> keyed(
            List<T> held, List<T> update, Function<T, String> key, Function<T, State> state, BinaryOperator<T> merge) {
        Map<String, T> merged = new LinkedHashMap<>();
        held.forEach(element -> merged.put(key.apply(element), element));
        for (T element : update) {
            if (state.apply(element) == State.DELETED) {
                merged.remove(key.apply(element));
            } else {
                merged.merge(key.apply(element), element, merge);
            }
        }
        return new ArrayList<>(merged.values());
    }

    private static @Nullable Users users(@Nullable Users held, @Nullable Users update) {
        if (held == null || update == null || update.state() == State.FULL) {
            return newer(held, update);
        }
        if (update.state() == State.DELETED) {
            return null;
        }
        return new Users(
                held.state(),
                keyed(held.users(), update.users(), User::entity, User::state, ConferenceMerge::user),
                newer(held.extensions(), update.extensions()));
    }

    private static User user(User held, User update) {
        if (update.state() == State.FULL) {
            return update;
        }
        return new User(
                held.entity(),
                held.state(),
                newer(held.displayText(), update.displayText()),
                newer(held.associatedAors(), update.associatedAors()),
                newer(held.roles(), update.roles()),
                newer(held.languages(), update.languages()),
                newer(held.cascadedFocus(), update.cascadedFocus()),
                keyed(
                        held.endpoints(),
                        update.endpoints(),
                        Endpoint::entity,
                        Endpoint::state,
                        ConferenceMerge::endpoint),
                newer(held.extensions(), update.extensions()));
    }

    private static Endpoint endpoint(Endpoint held, Endpoint update) {
        if (update.state() == State.FULL) {
            return update;
        }
        return new Endpoint(
                held.entity(),
                held.state(),
                newer(held.displayText(), update.displayText()),
                newer(held.referred(), update.referred()),
                newer(held.status(), update.status()),
                newer(held.joiningMethod(), update.joiningMethod()),
                newer(held.joiningInfo(), update.joiningInfo()),
                newer(held.disconnectionMethod(), update.disconnectionMethod()),
                newer(held.disconnectionInfo(), update.disconnectionInfo()),
                keyed(held.media(), update.media(), Media::id, Media::state, ConferenceMerge::media),
                newer(held.callInfo(), update.callInfo()),
                newer(held.extensions(), update.extensions()));
    }

    private static Media media(Media held, Media update) {
        if (update.state() == State.FULL) {
            return update;
        }
        return new Media(
                held.id(),
                held.state(),
                newer(held.displayText(), update.displayText()),
                newer(held.type(), update.type()),
                newer(held.label(), update.label()),
                newer(held.srcId(), update.srcId()),
                newer(held.status(), update.status()),
                newer(held.extensions(), update.extensions()));
    }

    private static @Nullable SidebarsByRef sidebars(@Nullable SidebarsByRef held, @Nullable SidebarsByRef update) {
        if (held == null || update == null || update.state() == State.FULL) {
            return newer(held, update);
        }
        if (update.state() == State.DELETED) {
            return null;
        }
        Map<String, UriEntry> merged = new LinkedHashMap<>();
        held.entries().forEach(entry -> merged.put(entry.uri(), entry));
        update.entries().forEach(entry -> merged.put(entry.uri(), entry));
        return new SidebarsByRef(held.state(), List.copyOf(merged.values()), held.extensions());
    }

    private static @Nullable SidebarsByVal sidebars(@Nullable SidebarsByVal held, @Nullable SidebarsByVal update) {
        if (held == null || update == null || update.state() == State.FULL) {
            return newer(held, update);
        }
        if (update.state() == State.DELETED) {
            return null;
        }
        return new SidebarsByVal(
                held.state(),
                keyed(
                        held.entries(),
                        update.entries(),
                        ConferenceInfo::entity,
                        ConferenceInfo::state,
                        ConferenceMerge::merge),
                held.extensions());
    }
}
