/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The header fields of a message in their order, or those to add to one. Names are compared without case, compact forms
 * ({@code f} for {@code From}) stand for the full ones, and lists on one line are taken apart where the grammar allows
 * lists (RFC 3261 section 7.3). Values stay text until a typed accessor is called, which reads them then.
 *
 * <p>The accessors of single header fields are empty when the field is absent, and throw {@link SipSyntaxException}
 * when it is malformed or there is more than one. Immutable.
 */
public final class SipHeaders implements Iterable<GenericHeader> {

    private static final SipHeaders EMPTY = new SipHeaders(HeaderTable.EMPTY);

    private final HeaderTable fields;

    private SipHeaders(HeaderTable fields) {
        this.fields = fields;
    }

    /** No header fields. */
    public static SipHeaders empty() {
        return EMPTY;
    }

    /**
     * These header fields in this order.
     *
     * @throws SipSyntaxException when the name or value of one could not be written
     */
    public static SipHeaders of(SipHeader... headers) {
        return of(List.of(headers));
    }

    /**
     * These header fields in this order.
     *
     * @throws SipSyntaxException when the name or value of one could not be written
     */
    public static SipHeaders of(List<? extends SipHeader> headers) {
        if (headers.isEmpty()) {
            return EMPTY;
        }
        List<GenericHeader> frozen = new ArrayList<>(headers.size());
        for (SipHeader header : headers) {
            frozen.add(frozen(header));
        }
        return new SipHeaders(HeaderTable.of(frozen));
    }

    /**
     * Reads lines of the form {@code Name: value}; a line that begins with a blank goes on the one before it. Lines may
     * end in LF alone, and an empty line ends the header fields. Control characters in values are held as U+FFFD.
     *
     * @throws SipSyntaxException when a line has no colon or its name is no token
     */
    public static SipHeaders parse(String lines) {
        return parse(lines, 0);
    }

    /** As text, which also refuses a value that would break out of its line, whoever wrote its class. */
    private static GenericHeader frozen(SipHeader header) {
        return header instanceof GenericHeader generic ? generic : new GenericHeader(header.name(), header.value());
    }

    static SipHeaders parse(String text, int from) {
        return new SipHeaders(HeaderLines.parse(text, from));
    }

    /** How many header lines there are. */
    public int size() {
        return fields.size();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return fields.size() == 0;
    }

    /** The header lines in order, their values as text; for typed ones see {@link #headers(String)}. */
    @Override
    public Iterator<GenericHeader> iterator() {
        return toList().iterator();
    }

    /** The header lines in order, as {@link #iterator()}. */
    public List<GenericHeader> toList() {
        return fields.toList();
    }

    /** The values of each header line by name, names in order of appearance, spelled in full and the usual way. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (GenericHeader field : toList()) {
            values.computeIfAbsent(HeaderNames.canonical(field.name()), name -> new ArrayList<>(1))
                    .add(field.value());
        }
        values.replaceAll((name, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(values);
    }

    /** Whether there is a header line of that name. */
    public boolean contains(String name) {
        String canonical = HeaderNames.canonical(name);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.isNamed(i, canonical)) {
                return true;
            }
        }
        return false;
    }

    /** The values of that name as the lines have them, lists not taken apart. */
    public List<String> lines(String name) {
        String canonical = HeaderNames.canonical(name);
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.isNamed(i, canonical)) {
                values.add(fields.value(i));
            }
        }
        return values;
    }

    /**
     * The values of that name, lists taken apart where its grammar allows lists.
     *
     * @throws SipSyntaxException when a quote or an angle bracket in a list is not closed
     */
    public List<String> all(String name) {
        String canonical = HeaderNames.canonical(name);
        if (!HeaderNames.isList(canonical)) {
            return lines(canonical);
        }
        List<String> values = new ArrayList<>(4);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.isNamed(i, canonical)) {
                HeaderLines.split(fields.value(i), values);
            }
        }
        return values;
    }

    /** The first of {@link #all}. */
    public Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The first value of that name in its typed form, a {@link GenericHeader} when there is no type for it. */
    public Optional<SipHeader> header(String name) {
        String canonical = HeaderNames.canonical(name);
        return first(canonical).map(value -> HeaderNames.typed(canonical, value));
    }

    /** The values of that name in their typed form. */
    public List<SipHeader> headers(String name) {
        String canonical = HeaderNames.canonical(name);
        return typed(canonical, value -> HeaderNames.typed(canonical, value));
    }

    /** The From header field. */
    public Optional<FromHeader> from() {
        return single("From", FromHeader::parse);
    }

    /** The To header field. */
    public Optional<ToHeader> to() {
        return single("To", ToHeader::parse);
    }

    /**
     * The contacts in order, without the {@code *} of {@link #hasWildcardContact()} and without URIs of other schemes, which
     * a redirection may offer beside ours; {@link #all all("Contact")} has them too.
     */
    public List<ContactHeader> contacts() {
        List<ContactHeader> contacts = new ArrayList<>(4);
        for (String value : all("Contact")) {
            try {
                if (!value.equals("*")) {
                    contacts.add(ContactHeader.parse(value));
                }
            } catch (UnsupportedUriSchemeException e) {
                // the contract leaves it out: nobody here could call it
            }
        }
        return Collections.unmodifiableList(contacts);
    }

    /** Whether {@code Contact: *} asks to remove all bindings (RFC 3261 section 10.2.2). */
    public boolean hasWildcardContact() {
        return all("Contact").contains("*");
    }

    /** The Call-ID. */
    public Optional<String> callId() {
        return single("Call-ID", CallIds::require);
    }

    /** The CSeq header field. */
    public Optional<CSeqHeader> cseq() {
        return single("CSeq", CSeqHeader::parse);
    }

    /** The hops the message has come through, the latest first. */
    public List<ViaHeader> vias() {
        return typed("Via", ViaHeader::parse);
    }

    /** The hops the request must still visit, in order. */
    public List<RouteHeader> routes() {
        return typed("Route", RouteHeader::parse);
    }

    /** The proxies that stay in the path, the latest first. */
    public List<RecordRouteHeader> recordRoutes() {
        return typed("Record-Route", RecordRouteHeader::parse);
    }

    /** The seconds of the Expires header field, 0 to 2^32-1. */
    public OptionalLong expires() {
        return number("Expires", HeaderNumbers.MAX);
    }

    /** The seconds of the Min-Expires header field, 0 to 2^32-1. */
    public OptionalLong minExpires() {
        return number("Min-Expires", HeaderNumbers.MAX);
    }

    /** The length of the body in bytes, as the header says. */
    public OptionalLong contentLength() {
        return number("Content-Length", Integer.MAX_VALUE);
    }

    /** How many hops are left, 0 to 255. */
    public OptionalLong maxForwards() {
        return number("Max-Forwards", 255);
    }

    /** The media type of the body. */
    public Optional<ContentTypeHeader> contentType() {
        return single("Content-Type", ContentTypeHeader::parse);
    }

    /** What software the client is. */
    public Optional<String> userAgent() {
        return first("User-Agent");
    }

    /** What software the server is. */
    public Optional<String> server() {
        return first("Server");
    }

    /** What the call is about. */
    public Optional<String> subject() {
        return single("Subject", Function.identity());
    }

    /** The event package of a subscription. */
    public Optional<EventHeader> event() {
        return single("Event", EventHeader::parse);
    }

    /** The state of a subscription. */
    public Optional<SubscriptionStateHeader> subscriptionState() {
        return single("Subscription-State", SubscriptionStateHeader::parse);
    }

    /** The target of a REFER. */
    public Optional<ReferToHeader> referTo() {
        return single("Refer-To", ReferToHeader::parse);
    }

    /** Who asked for the request. */
    public Optional<ReferredByHeader> referredBy() {
        return single("Referred-By", ReferredByHeader::parse);
    }

    /** The dialog to replace. */
    public Optional<ReplacesHeader> replaces() {
        return single("Replaces", ReplacesHeader::parse);
    }

    /** The reasons, one for each protocol. */
    public List<ReasonHeader> reasons() {
        return typed("Reason", ReasonHeader::parse);
    }

    /** When to try again. */
    public Optional<RetryAfterHeader> retryAfter() {
        return single("Retry-After", RetryAfterHeader::parse);
    }

    /** The warnings in order. */
    public List<WarningHeader> warnings() {
        return typed("Warning", WarningHeader::parse);
    }

    /** The entity tag of a publication (RFC 3903). */
    public Optional<String> entityTag() {
        return single("SIP-ETag", Function.identity());
    }

    /** These header fields and one more at the end. */
    public SipHeaders with(SipHeader header) {
        List<SipHeader> changed = new ArrayList<>(toList());
        changed.add(header);
        return of(changed);
    }

    /** These header fields and all of the others behind them. */
    public SipHeaders withAll(Iterable<? extends SipHeader> headers) {
        List<SipHeader> changed = new ArrayList<>(toList());
        headers.forEach(changed::add);
        return of(changed);
    }

    /** This one in place of all of its name: where the first of them was, or at the end. */
    public SipHeaders replacing(SipHeader header) {
        String canonical = HeaderNames.canonical(header.name());
        List<SipHeader> changed = new ArrayList<>(fields.size() + 1);
        boolean placed = false;
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.isNamed(i, canonical)) {
                changed.add(toList().get(i));
            } else if (!placed) {
                changed.add(header);
                placed = true;
            }
        }
        if (!placed) {
            changed.add(header);
        }
        return of(changed);
    }

    /** These header fields without those of that name. */
    public SipHeaders without(String name) {
        String canonical = HeaderNames.canonical(name);
        List<SipHeader> left = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.isNamed(i, canonical)) {
                left.add(toList().get(i));
            }
        }
        return of(left);
    }

    /** The wire form: each line ended by CRLF, no empty line behind them. Credentials are part of it. */
    public String toText() {
        StringBuilder out = new StringBuilder(fields.size() * 48);
        for (int i = 0; i < fields.size(); i++) {
            out.append(fields.name(i)).append(": ").append(fields.value(i)).append("\r\n");
        }
        return out.toString();
    }

    /**
     * Whether the other has lines with the same names and values in the same order, the names compared without case.
     */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SipHeaders that) || that.fields.size() != fields.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!that.fields.isNamed(i, HeaderNames.canonical(fields.name(i)))
                    || !fields.value(i).equals(that.fields.value(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < fields.size(); i++) {
            hash = 31 * hash + fields.value(i).hashCode();
        }
        return hash;
    }

    /** One line for each header field; the values of those that carry credentials are hidden. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(fields.size() * 48);
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            String shown = HeaderNames.isSecret(name) ? "(hidden)" : fields.value(i);
            out.append(name).append(": ").append(shown).append('\n');
        }
        return out.toString();
    }

    private <T> List<T> typed(String canonical, Function<String, ? extends T> reader) {
        List<T> headers = new ArrayList<>(4);
        for (String value : all(canonical)) {
            headers.add(reader.apply(value));
        }
        return Collections.unmodifiableList(headers);
    }

    private <T> Optional<T> single(String canonical, Function<String, T> reader) {
        int found = -1;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.isNamed(i, canonical)) {
                if (found >= 0) {
                    throw new SipSyntaxException("more than one " + canonical, fields.value(i), 0);
                }
                found = i;
            }
        }
        return found < 0 ? Optional.empty() : Optional.of(reader.apply(fields.value(found)));
    }

    private OptionalLong number(String canonical, long limit) {
        Optional<Long> value = single(canonical, text -> HeaderNumbers.require(canonical, text, limit));
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }
}
