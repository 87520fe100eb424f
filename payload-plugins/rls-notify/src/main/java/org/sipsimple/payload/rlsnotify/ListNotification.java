/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.payloads.multipart.Multipart;
import org.sipsimple.payloads.xml.Check;

/**
 * A notification for a list: the list and the states of its resources (RFC 4662 section 4.5).
 *
 * @param list which resources there are
 * @param states the states, each with a Content-ID that an instance of the list names
 */
public record ListNotification(Rlmi list, List<BodyPart> states) {

    public ListNotification {
        Check.present(list, "list");
        states = List.copyOf(states);
    }

    public ListNotification withList(Rlmi changed) {
        return new ListNotification(changed, states);
    }

    public ListNotification withStates(List<BodyPart> changed) {
        return new ListNotification(list, changed);
    }

    /** The state that an instance names; empty when there is none in this notification. */
    public Optional<BodyPart> state(Instance instance) {
        return states.stream()
                .filter(part ->
                        part.contentId().isPresent() && part.contentId().get().equals(instance.cid()))
                .findFirst();
    }

    /** The states of a resource, for a resource that is a list itself too: its state is then a multipart body. */
    public List<BodyPart> states(Resource resource) {
        return resource.instances().stream()
                .flatMap(instance -> state(instance).stream())
                .toList();
    }

    Multipart multipart(BodyPart root) {
        java.util.ArrayList<BodyPart> parts = new java.util.ArrayList<>(List.of(root));
        parts.addAll(states);
        return Multipart.related(parts);
    }
}
