/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A display name, a URI and the parameters behind them, as in From, To, Contact and Route (RFC 3261 section 20, {@code
 * name-addr}). Texts are held unquoted; {@link #toString()} writes quotes where the grammar needs them and always puts
 * the URI in angle brackets. Immutable.
 *
 * @param displayName the name shown to people, {@code null} when absent or empty
 * @param uri the address itself
 * @param parameters header parameters in order, names in lower case; one without a value holds {@code ""}
 */
public record NameAddress(@Nullable String displayName, SipUri uri, Map<String, String> parameters) {

    /** @throws SipSyntaxException when a part holds a control character, or a parameter name is no token */
    public NameAddress {
        displayName =
                displayName == null || displayName.isEmpty() ? null : Chars.requireLine("display name", displayName);
        parameters = HeaderParameters.copy(parameters);
    }

    /** That URI without name and parameters. */
    public static NameAddress of(SipUri uri) {
        return new NameAddress(null, uri, Map.of());
    }

    /** That URI with a display name, which may be {@code null}. */
    public static NameAddress of(@Nullable String displayName, SipUri uri) {
        return new NameAddress(displayName, uri, Map.of());
    }

    /**
     * Reads {@code "Name" <uri>;parameters}, {@code <uri>} or a bare {@code uri;parameters}; in the last form
     * parameters belong to the header, as RFC 3261 section 20 demands.
     *
     * @throws UnsupportedUriSchemeException when its URI is of another scheme than sip and sips
     * @throws SipSyntaxException when the text is no such address
     */
    public static NameAddress parse(String text) {
        return NameAddressParser.parse(text);
    }

    /** The parameter of that name in any case, {@code ""} for one without a value. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The same address with another display name; {@code null} removes it. */
    public NameAddress withDisplayName(@Nullable String newName) {
        return new NameAddress(newName, uri, parameters);
    }

    /** The same name and parameters with another URI. */
    public NameAddress withUri(SipUri newUri) {
        return new NameAddress(displayName, newUri, parameters);
    }

    /** The same address with exactly these header parameters. */
    public NameAddress withParameters(Map<String, String> newParameters) {
        return new NameAddress(displayName, uri, newParameters);
    }

    /** The same address with this header parameter added at the end, or replaced in its place. */
    public NameAddress withParameter(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return withParameters(changed);
    }

    /** The same address without that header parameter. */
    public NameAddress withoutParameter(String name) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        return changed.remove(name.toLowerCase(Locale.ROOT)) == null ? this : withParameters(changed);
    }

    /** The wire form. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(96);
        if (displayName != null) {
            HeaderParameters.quote(out, displayName);
            out.append(' ');
        }
        out.append('<');
        uri.appendTo(out);
        out.append('>');
        HeaderParameters.append(out, parameters);
        return out.toString();
    }
}
