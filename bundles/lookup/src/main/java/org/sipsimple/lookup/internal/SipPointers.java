/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;

import org.sipsimple.api.sip.Transport;

/** Reads the NAPTR records of a SIP domain (RFC 3263 section 4.1). */
final class SipPointers {
    private SipPointers() {}

    /**
     * Where a record leads.
     *
     * @param transport how to talk to what is found there
     * @param name the name of SRV records, or of a host
     * @param host whether it is a host
     */
    record Pointer(Transport transport, Name name, boolean host) {}

    /** Those that can be followed, by order and preference; all others are as if they did not exist. */
    static List<Pointer> usable(List<NAPTRRecord> records, List<Transport> permitted) {
        List<Pointer> usable = new ArrayList<>();
        for (NAPTRRecord record : inOrder(records)) {
            pointer(record, permitted).ifPresent(usable::add);
        }
        return usable;
    }

    static List<NAPTRRecord> inOrder(List<NAPTRRecord> records) {
        List<NAPTRRecord> sorted = new ArrayList<>(records);
        sorted.sort(Comparator.comparingInt(NAPTRRecord::getOrder).thenComparingInt(NAPTRRecord::getPreference));
        return sorted;
    }

    private static Optional<Pointer> pointer(NAPTRRecord record, List<Transport> permitted) {
        String flag = record.getFlags().toLowerCase(Locale.ROOT);
        boolean leads =
                !record.getReplacement().equals(Name.root) && record.getRegexp().isEmpty();
        if (!leads || !(flag.equals("s") || flag.equals("a"))) {
            return Optional.empty();
        }
        return transport(record.getService())
                .filter(permitted::contains)
                .map(transport -> new Pointer(transport, record.getReplacement(), flag.equals("a")));
    }

    private static Optional<Transport> transport(String service) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(Transport.UDP);
            case "SIP+D2T" -> Optional.of(Transport.TCP);
            case "SIPS+D2T" -> Optional.of(Transport.TLS);
            default -> Optional.empty();
        };
    }
}
