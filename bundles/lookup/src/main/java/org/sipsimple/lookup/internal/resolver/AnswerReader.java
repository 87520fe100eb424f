/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Takes an answer out of a DNS message, following aliases in it (RFC 1034 section 4.3.2, RFC 2308). No state. */
final class AnswerReader {
    /** More aliases in a row than any sane zone has. */
    static final int MOST_ALIASES = 16;

    private AnswerReader() {}

    /** @throws UnusableAnswerException when another nameserver may do better */
    static Answer read(Question question, Message message, InetSocketAddress server) throws UnusableAnswerException {
        List<Record> section = message.getSection(Section.ANSWER);
        List<Record> aliases = new ArrayList<>();
        Name at = follow(question, section, aliases);
        if (at == null) {
            // told before the code is looked at, as some nameservers call this a failure of their own
            return Answer.faulty("the aliases of " + question.name().toString(true) + " never end", aliases, server);
        }
        int code = message.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new UnusableAnswerException(code, "answered " + Rcode.string(code));
        }
        List<Record> found = select(section, at, question.type());
        if (found.isEmpty()) {
            return without(question, at, aliases, message, server);
        }
        long shortest = Math.min(shortest(found), shortest(aliases));
        return new Answer(found, aliases, hints(message, shortest), null, null, null, shortest, server);
    }

    /** Collects the aliases that the name leads through and gives the last name; null when they lead in a circle. */
    private static @Nullable Name follow(Question question, List<Record> section, List<Record> aliases) {
        Set<Name> visited = new HashSet<>();
        Name at = question.name();
        while (visited.add(at) && aliases.size() < MOST_ALIASES) {
            List<Record> alias = select(section, at, Type.CNAME);
            if (alias.isEmpty()) {
                return at;
            }
            aliases.add(alias.get(0));
            at = ((CNAMERecord) alias.get(0)).getTarget();
        }
        return null;
    }

    private static Answer without(
            Question question, Name at, List<Record> aliases, Message message, InetSocketAddress server)
            throws UnusableAnswerException {
        List<Record> authority = message.getSection(Section.AUTHORITY);
        SOARecord zone = zone(authority);
        if (zone == null && message.getRcode() == Rcode.NOERROR) {
            if (!at.equals(question.name())) {
                return new Answer(List.of(), aliases, List.of(), at, null, null, shortest(aliases), server);
            }
            if (!message.getSection(Section.ANSWER).isEmpty()) {
                throw new UnusableAnswerException(Rcode.NOERROR, "answered with records that nobody asked for");
            }
            boolean referral = authority.stream().anyMatch(record -> record.getType() == Type.NS)
                    && !message.getHeader().getFlag(Flags.AA);
            if (referral) {
                throw new UnusableAnswerException(Rcode.NOERROR, "does not serve the name and referred to others");
            }
        }
        long timeToLive = zone == null ? 0 : Math.min(zone.getTTL(), zone.getMinimum());
        timeToLive = Math.min(timeToLive, shortest(aliases));
        Name zoneName = zone == null ? null : zone.getName();
        return new Answer(List.of(), aliases, List.of(), null, zoneName, null, timeToLive, server);
    }

    private static @Nullable SOARecord zone(List<Record> authority) {
        return authority.stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Only what lives as long as the answer, as it is kept together with it. */
    private static List<Record> hints(Message message, long timeToLive) {
        List<Record> hints = new ArrayList<>();
        for (Record each : message.getSection(Section.ADDITIONAL)) {
            boolean useful = each.getType() == Type.A || each.getType() == Type.AAAA || each.getType() == Type.SRV;
            if (useful && each.getTTL() >= timeToLive) {
                hints.add(each);
            }
        }
        return hints;
    }

    private static List<Record> select(List<Record> section, Name name, int type) {
        List<Record> found = new ArrayList<>();
        for (Record each : section) {
            if (each.getType() == type && each.getName().equals(name)) {
                found.add(each);
            }
        }
        return found;
    }

    private static long shortest(List<Record> records) {
        long shortest = Integer.MAX_VALUE;
        for (Record each : records) {
            shortest = Math.min(shortest, each.getTTL());
        }
        return shortest;
    }
}
