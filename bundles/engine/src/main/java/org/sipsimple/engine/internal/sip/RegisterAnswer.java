/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.CSeqHeader;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.RetryAfterHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.pjsip.FieldReader;

/**
 * The final answer to a REGISTER (RFC 3261 section 10.2.4). A header field that cannot be read counts as absent.
 *
 * @param code 0 when we failed
 * @param headers those of the answer, empty when it was made here
 */
record RegisterAnswer(int code, String reason, SipHeaders headers) {
    private static final Logger LOG = System.getLogger(RegisterAnswer.class.getName());

    static RegisterAnswer failure(String text) {
        return new RegisterAnswer(0, text, SipHeaders.empty());
    }

    /** Reads the rest of a response event, behind the flag of finality. */
    static RegisterAnswer read(int code, FieldReader payload) {
        String reason = payload.readText();
        byte @Nullable [] raw = payload.readOptionalBytes();
        return new RegisterAnswer(
                code,
                reason,
                raw == null
                        ? SipHeaders.empty()
                        : lenient(() -> SipMessage.parse(raw).headers(), SipHeaders.empty()));
    }

    boolean succeeded() {
        return code >= 200 && code < 300;
    }

    /** The CSeq of the last repetition. */
    OptionalInt sequence() {
        return lenient(headers::cseq, Optional.<CSeqHeader>empty())
                .map(cseq -> OptionalInt.of(Math.toIntExact(cseq.number())))
                .orElse(OptionalInt.empty());
    }

    /** All bindings that the registrar holds. */
    List<ContactHeader> contacts() {
        return lenient(headers::contacts, List.of());
    }

    /** What was granted to our contact: as its own parameter says, else the Expires header, else what we asked for. */
    Duration granted(ContactHeader own, Duration asked) {
        OptionalLong seconds = contacts().stream()
                .filter(contact -> contact.uri().matches(own.uri()))
                .map(ContactHeader::expires)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElseGet(() -> lenient(headers::expires, OptionalLong.empty()));
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : asked;
    }

    Duration minExpires() {
        return Duration.ofSeconds(
                lenient(headers::minExpires, OptionalLong.empty()).orElse(0));
    }

    Duration retryAfter() {
        return Duration.ofSeconds(lenient(headers::retryAfter, Optional.<RetryAfterHeader>empty())
                .map(RetryAfterHeader::seconds)
                .orElse(0L));
    }

    private static <T> T lenient(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "in the answer to a REGISTER: " + e.getMessage());
            return otherwise;
        }
    }
}
