/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The participants.
 *
 * @param state whether these are all or those that changed
 * @param users in order
 * @param extensions what other schemas add
 */
public record Users(State state, List<User> users, Extensions extensions) {
    public Users {
        Check.present(state, "state");
        users = List.copyOf(users);
    }

    /** All participants. */
    public static Users of(List<User> users) {
        return new Users(State.FULL, users, Extensions.NONE);
    }

    /** The participant with a URI; empty when there is none. */
    public Optional<User> user(String entity) {
        return users.stream().filter(user -> user.entity().equals(entity)).findFirst();
    }

    public Users withState(State changed) {
        return new Users(changed, users, extensions);
    }

    public Users withUsers(List<User> changed) {
        return new Users(state, changed, extensions);
    }

    public Users withExtensions(Extensions changed) {
        return new Users(state, users, changed);
    }
}
