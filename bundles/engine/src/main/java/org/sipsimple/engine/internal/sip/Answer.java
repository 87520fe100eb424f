/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
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
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.FieldReader;

/**
 * An answer to a request of ours. A header field that cannot be read counts as absent.
 *
 * @param code 0 when we failed
 * @param message what came, null when the answer was made here
 * @param peer where it came from, null when the answer was made here
 * @param transport by what it came, null when the answer was made here
 */
record Answer(
        int code,
        String reason,
        @Nullable SipMessage message,
        @Nullable InetSocketAddress peer,
        @Nullable Transport transport) {
    private static final Logger LOG = System.getLogger(Answer.class.getName());

    static Answer failure(String text) {
        return local(0, text);
    }

    /** One that the application or a failure of ours gave. */
    static Answer local(int code, String text) {
        return new Answer(code, text, null, null, null);
    }

    /** Reads the rest of a response event, behind the flag of finality. */
    static Answer read(int code, FieldReader payload) {
        String reason = payload.readText();
        byte @Nullable [] raw = payload.readOptionalBytes();
        Transport transport = Transport.find(payload.readText()).orElse(null);
        String peer = payload.readText();
        return new Answer(
                code,
                reason,
                raw == null
                        ? null
                        : lenient(() -> Optional.of(SipMessage.parse(raw)), Optional.<SipMessage>empty())
                                .orElse(null),
                peer.isEmpty() ? null : Addresses.parse(peer),
                transport);
    }

    boolean succeeded() {
        return code >= 200 && code < 300;
    }

    /** Empty when it was made here. */
    SipHeaders headers() {
        return message == null ? SipHeaders.empty() : message.headers();
    }

    @Nullable
    SipBody body() {
        return message == null ? null : SipBody.of(message).orElse(null);
    }

    /** The CSeq of the last repetition. */
    OptionalInt sequence() {
        return lenient(() -> headers().cseq(), Optional.<CSeqHeader>empty())
                .map(cseq -> OptionalInt.of((int) Math.min(cseq.number(), Integer.MAX_VALUE - 9)))
                .orElse(OptionalInt.empty());
    }

    /** All contacts, such as the bindings that a registrar holds (RFC 3261 section 10.2.4). */
    List<ContactHeader> contacts() {
        return lenient(() -> headers().contacts(), List.of());
    }

    Optional<String> entityTag() {
        return lenient(() -> headers().entityTag(), Optional.empty());
    }

    /** What was granted: as the parameter of our own contact says, else the Expires header, else nothing is said. */
    Optional<Duration> granted(@Nullable ContactHeader own) {
        OptionalLong seconds = contacts().stream()
                .filter(contact -> own != null && contact.uri().matches(own.uri()))
                .map(ContactHeader::expires)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElseGet(() -> lenient(() -> headers().expires(), OptionalLong.empty()));
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    Duration minExpires() {
        return Duration.ofSeconds(
                lenient(() -> headers().minExpires(), OptionalLong.empty()).orElse(0));
    }

    Duration retryAfter() {
        return Duration.ofSeconds(lenient(() -> headers().retryAfter(), Optional.<RetryAfterHeader>empty())
                .map(RetryAfterHeader::seconds)
                .orElse(0L));
    }

    private static <T> T lenient(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "in an answer: " + e.getMessage());
            return otherwise;
        }
    }
}
