/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A participant.
 *
 * @param entity the URI, unique in the conference
 * @param state whether this is all, a part, or the news that they left
 * @param displayText null when not given
 * @param associatedAors other addresses; null when not given
 * @param roles for example {@code participant}, {@code moderator}; null when not given
 * @param languages tags separated by blanks; null when not given
 * @param cascadedFocus the URI of the conference this participant is; null when it is none
 * @param endpoints the devices, in order
 * @param extensions what other schemas add
 */
public record User(
        String entity,
        State state,
        @Nullable String displayText,
        @Nullable UriList associatedAors,
        @Nullable List<String> roles,
        @Nullable String languages,
        @Nullable String cascadedFocus,
        List<Endpoint> endpoints,
        Extensions extensions) {
    public User {
        Check.text(entity, "user entity");
        Check.present(state, "state");
        roles = roles == null ? null : List.copyOf(roles);
        endpoints = List.copyOf(endpoints);
    }

    /** A participant of whom only the URI is known. */
    public static User of(String entity) {
        return new User(entity, State.FULL, null, null, null, null, null, List.of(), Extensions.NONE);
    }

    public User withEntity(String changed) {
        return new User(
                changed, state, displayText, associatedAors, roles, languages, cascadedFocus, endpoints, extensions);
    }

    public User withState(State changed) {
        return new User(
                entity, changed, displayText, associatedAors, roles, languages, cascadedFocus, endpoints, extensions);
    }

    public User withDisplayText(@Nullable String changed) {
        return new User(entity, state, changed, associatedAors, roles, languages, cascadedFocus, endpoints, extensions);
    }

    public User withAssociatedAors(@Nullable UriList changed) {
        return new User(entity, state, displayText, changed, roles, languages, cascadedFocus, endpoints, extensions);
    }

    public User withRoles(@Nullable List<String> changed) {
        return new User(
                entity, state, displayText, associatedAors, changed, languages, cascadedFocus, endpoints, extensions);
    }

    public User withLanguages(@Nullable String changed) {
        return new User(
                entity, state, displayText, associatedAors, roles, changed, cascadedFocus, endpoints, extensions);
    }

    public User withCascadedFocus(@Nullable String changed) {
        return new User(entity, state, displayText, associatedAors, roles, languages, changed, endpoints, extensions);
    }

    public User withEndpoints(List<Endpoint> changed) {
        return new User(
                entity, state, displayText, associatedAors, roles, languages, cascadedFocus, changed, extensions);
    }

    public User withExtensions(Extensions changed) {
        return new User(
                entity, state, displayText, associatedAors, roles, languages, cascadedFocus, endpoints, changed);
    }
}
