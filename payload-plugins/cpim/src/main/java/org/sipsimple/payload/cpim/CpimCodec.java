/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import java.util.List;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;

/**
 * {@code message/cpim}, RFC 3862. Takes what others send beyond the letter of it: lines that end in LF only, names with
 * or without quotes, headers of prefixes that nobody declared (left out), empty values.
 */
@PayloadCodecProvider
public final class CpimCodec implements PayloadCodec<CpimMessage> {
    static final String MEDIA_TYPE = "message/cpim";
    static final String DEFAULT_NAMESPACE = "urn:ietf:params:cpim-headers:";

    private static final MediaType TYPE = MediaType.parse(MEDIA_TYPE);

    @Override
    public Class<CpimMessage> type() {
        return CpimMessage.class;
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(MEDIA_TYPE);
    }

    @Override
    public CpimMessage decode(Payload payload) throws PayloadFormatException {
        return new CpimReader(payload.body()).read();
    }

    @Override
    public Payload encode(CpimMessage message) {
        return new Payload(TYPE, new CpimWriter().write(message));
    }
}
