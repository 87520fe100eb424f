/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The media type of a body (RFC 3261 section 20.15). Type and subtype are held in lower case.
 *
 * @param type for example {@code application}
 * @param subtype for example {@code sdp}
 * @param parameters such as {@code charset} or {@code boundary}, names in lower case
 */
public record ContentTypeHeader(String type, String subtype, Map<String, String> parameters) implements SipHeader {

    /** @throws SipSyntaxException when type or subtype is no token */
    public ContentTypeHeader {
        type = Chars.requireToken("media type", type).toLowerCase(Locale.ROOT);
        subtype = Chars.requireToken("media subtype", subtype).toLowerCase(Locale.ROOT);
        parameters = HeaderParameters.copy(parameters);
    }

    /** @throws SipSyntaxException when the value is malformed */
    public static ContentTypeHeader parse(String value) {
        HeaderValue parsed = HeaderValue.parse(value);
        String main = parsed.main();
        int slash = main.indexOf('/');
        if (slash < 0) {
            throw new SipSyntaxException("media type without a slash", value, main.length());
        }
        return new ContentTypeHeader(
                main.substring(0, slash).stripTrailing(),
                main.substring(slash + 1).stripLeading(),
                parsed.parameters());
    }

    /** {@code type/subtype} in lower case, without parameters. */
    public String mediaType() {
        return type + '/' + subtype;
    }

    /** Whether it is this media type, compared without case and parameters. */
    public boolean is(String mediaType) {
        return mediaType().equalsIgnoreCase(mediaType);
    }

    /** The parameter of that name in any case. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String name() {
        return "Content-Type";
    }

    @Override
    public String value() {
        return HeaderValue.print(mediaType(), parameters);
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
