/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.payloads.multipart.Multipart;

/** {@code multipart/related} with {@code application/rlmi+xml} as its root, RFC 4662. */
@PayloadCodecProvider
public final class ListNotificationCodec implements PayloadCodec<ListNotification> {
    private static final String ROOT_ID = "list@rlmi.invalid";

    private final RlmiCodec lists = new RlmiCodec();

    @Override
    public Class<ListNotification> type() {
        return ListNotification.class;
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("multipart/related");
    }

    @Override
    public Set<String> eventPackages() {
        return Set.of("presence", "dialog", "message-summary");
    }

    @Override
    public ListNotification decode(Payload payload) throws PayloadFormatException {
        Multipart multipart = Multipart.read(payload);
        BodyPart root = multipart.root();
        MediaType type = typeOf(root, payload);
        if (!lists.mediaTypes().contains(type.essence())) {
            throw new PayloadFormatException(
                    payload.type().essence(), "1:1", "the root is " + type.essence() + " and no list");
        }
        List<BodyPart> states = new ArrayList<>(multipart.parts());
        states.remove(root);
        return new ListNotification(lists.decode(root.body()), states);
    }

    private static MediaType typeOf(BodyPart part, Payload whole) throws PayloadFormatException {
        try {
            return part.payload().type();
        } catch (IllegalArgumentException e) {
            throw new PayloadFormatException(whole.type().essence(), "1:1", String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Payload encode(ListNotification value) {
        String id = ROOT_ID;
        for (int n = 1; isTaken(id, value); n++) {
            id = n + ROOT_ID;
        }
        return value.multipart(BodyPart.of(lists.encode(value.list())).withContentId(id))
                .payload();
    }

    private static boolean isTaken(String id, ListNotification value) {
        return value.states().stream()
                .anyMatch(part -> part.contentId().filter(id::equals).isPresent());
    }
}
