/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.time.Duration;
import java.util.AbstractList;

import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.DnsRecord;
import org.sipsimple.lookup.internal.resolver.Answer;

/** The records of an answer as a person reads them, made when looked at, as most traces never are. Immutable. */
final class ReadableRecords extends AbstractList<DnsRecord> {
    private final Answer answer;

    ReadableRecords(Answer answer) {
        this.answer = answer;
    }

    @Override
    public DnsRecord get(int index) {
        int aliases = answer.aliases().size();
        Record record =
                index < aliases ? answer.aliases().get(index) : answer.records().get(index - aliases);
        return new DnsRecord(
                record.getName().toString(),
                Type.string(record.getType()),
                Duration.ofSeconds(record.getTTL()),
                record.rdataToString());
    }

    @Override
    public int size() {
        return answer.aliases().size() + answer.records().size();
    }
}
