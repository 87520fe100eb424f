/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.time.OffsetDateTime;
import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds at certain times (RFC 4745 section 7.3).
 *
 * @param spans in order
 */
public record Validity(List<Span> spans) implements Extension {
    public Validity {
        Check.that(!spans.isEmpty(), "validity has no time span");
        spans = List.copyOf(spans);
    }

    /**
     * A span of time.
     *
     * @param from its begin
     * @param until its end
     */
    public record Span(OffsetDateTime from, OffsetDateTime until) {
        public Span {
            Check.present(from, "from");
            Check.present(until, "until");
            Check.that(!until.isBefore(from), "the time span ends before it begins");
        }
    }

    /** Whether a moment is in one of the spans. */
    public boolean holdsAt(OffsetDateTime moment) {
        return spans.stream().anyMatch(span -> !moment.isBefore(span.from()) && !moment.isAfter(span.until()));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(RuleSetCodec.NAMESPACE, "validity");
        for (Span span : spans) {
            out.element(RuleSetCodec.NAMESPACE, "from", span.from())
                    .element(RuleSetCodec.NAMESPACE, "until", span.until());
        }
        out.end();
    }
}
