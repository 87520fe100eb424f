/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.Locale;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Which priorities a service takes (RFC 5196 section 3.2.17).
 *
 * @param kind how the limits are meant
 * @param value the only limit, or the lower one of a range
 * @param maximum the upper limit of a range, else the same as the value
 */
public record Priority(Kind kind, int value, int maximum) {
    public Priority {
        Check.present(kind, "priority kind");
        Check.that(kind == Kind.RANGE || value == maximum, "only a range has two limits");
        Check.that(value <= maximum, "the range is empty");
    }

    /** How the limits are meant. */
    public enum Kind {
        /** Below the value. */
        LOWERTHAN,
        /** Above the value. */
        HIGHERTHAN,
        /** The value itself. */
        EQUALS,
        /** From the value to the maximum. */
        RANGE
    }

    /** All priorities below a value. */
    public static Priority lowerThan(int value) {
        return new Priority(Kind.LOWERTHAN, value, value);
    }

    /** All priorities above a value. */
    public static Priority higherThan(int value) {
        return new Priority(Kind.HIGHERTHAN, value, value);
    }

    /** One priority. */
    public static Priority equalTo(int value) {
        return new Priority(Kind.EQUALS, value, value);
    }

    /** All priorities from one to another. */
    public static Priority range(int minimum, int maximum) {
        return new Priority(Kind.RANGE, minimum, maximum);
    }

    static Priority read(XmlCursor in) throws PayloadFormatException {
        return switch (in.name(Caps.NAMESPACE)) {
            case "lowerthan" -> lowerThan(limit(in, "maxvalue"));
            case "higherthan" -> higherThan(limit(in, "minvalue"));
            case "equals" -> equalTo(limit(in, "value"));
            case "range" -> range(limit(in, "minvalue"), limit(in, "maxvalue"));
            default -> throw in.malformed("<" + in.localName() + "> is no priority");
        };
    }

    private static int limit(XmlCursor in, String attribute) throws PayloadFormatException {
        String number = in.required(attribute).strip();
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw in.malformed(attribute + " is not a number: \"" + number + '"');
        }
    }

    void write(XmlWriter out) {
        out.start(Caps.NAMESPACE, kind.name().toLowerCase(Locale.ROOT));
        switch (kind) {
            case LOWERTHAN -> out.attribute("maxvalue", value);
            case HIGHERTHAN -> out.attribute("minvalue", value);
            case EQUALS -> out.attribute("value", value);
            case RANGE -> out.attribute("minvalue", value).attribute("maxvalue", maximum);
        }
        out.end();
    }
}
