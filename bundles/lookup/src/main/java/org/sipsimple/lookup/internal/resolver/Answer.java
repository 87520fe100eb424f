/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * What the DNS says to a question; immutable. That a name or a type does not exist is an answer too, one without records.
 *
 * @param records of the type asked for, at the end of the aliases
 * @param aliases CNAME records on the way there
 * @param hints other records that came along and may save a query of the same lookup
 * @param next where to go on asking, when the aliases left what this nameserver answered for
 * @param zone the zone that denied the name or type, if the answer told
 * @param problem why there are no records, if the reason is a fault of the zone
 * @param timeToLive seconds; 0 when the answer must not be kept
 * @param nameserver who answered
 */
public record Answer(
        List<Record> records,
        List<Record> aliases,
        List<Record> hints,
        @Nullable Name next,
        @Nullable Name zone,
        @Nullable String problem,
        long timeToLive,
        @Nullable InetSocketAddress nameserver) {

    public Answer {
        records = List.copyOf(records);
        aliases = List.copyOf(aliases);
        hints = List.copyOf(hints);
    }

    /** An answer put together from records that are known already. */
    static Answer ofHints(List<Record> records) {
        return new Answer(records, List.of(), List.of(), null, null, null, 0, null);
    }

    /** An answer without records because the zone is at fault. */
    static Answer faulty(String problem, List<Record> aliases, @Nullable InetSocketAddress nameserver) {
        return new Answer(List.of(), aliases, List.of(), null, null, problem, 0, nameserver);
    }

    /** This answer as reached by the aliases of an earlier one. */
    Answer after(Answer earlier) {
        List<Record> all = new ArrayList<>(earlier.aliases);
        all.addAll(aliases);
        long shorter = Math.min(timeToLive, earlier.timeToLive);
        return new Answer(records, all, hints, next, zone, problem, shorter, nameserver);
    }

    /** The records of one class of the message library. */
    public <T extends Record> List<T> recordsOf(Class<T> type) {
        List<T> found = new ArrayList<>(records.size());
        for (Record record : records) {
            if (type.isInstance(record)) {
                found.add(type.cast(record));
            }
        }
        return found;
    }
}
