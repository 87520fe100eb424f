/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dialog a new INVITE takes the place of (RFC 3891).
 *
 * @param callId the Call-ID of that dialog
 * @param toTag its To tag as the recipient sees it, that is the recipient's own tag
 * @param fromTag its From tag as the recipient sees it
 * @param earlyOnly replace only while the dialog is early
 */
public record ReplacesHeader(String callId, String toTag, String fromTag, boolean earlyOnly) implements SipHeader {

    /** @throws SipSyntaxException when the Call-ID holds blanks or separators, or a tag is no token */
    public ReplacesHeader {
        CallIds.require(callId);
        Chars.requireToken("to-tag", toTag);
        Chars.requireToken("from-tag", fromTag);
    }

    /** @throws SipSyntaxException when the Call-ID or a tag is missing or malformed */
    public static ReplacesHeader parse(String value) {
        HeaderValue parsed = HeaderValue.parse(value);
        return new ReplacesHeader(
                parsed.main(),
                parsed.require("to-tag"),
                parsed.require("from-tag"),
                parsed.parameters().containsKey("early-only"));
    }

    @Override
    public String name() {
        return "Replaces";
    }

    @Override
    public String value() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("to-tag", toTag);
        parameters.put("from-tag", fromTag);
        if (earlyOnly) {
            parameters.put("early-only", "");
        }
        return HeaderValue.print(callId, parameters);
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
