/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadosgi;

import java.util.List;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;

/** A codec of someone else for a media type of ours; put into a bundle of its own by {@link HotPlugIT}. */
public final class ThirdPartyCodec implements PayloadCodec<String> {

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/im-iscomposing+xml");
    }

    @Override
    public String decode(Payload payload) {
        return payload.text();
    }

    @Override
    public Payload encode(String value) {
        throw new IllegalArgumentException("reads only");
    }
}
