/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.List;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** Lookups of SIP proxies by NAPTR, SRV and A records, without a cache. */
public final class DnsCase implements BenchCase {
    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String usage() {
        return DnsArguments.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        DnsArguments parsed = DnsArguments.parse(arguments);
        try (Lookups lookups = new Lookups(parsed, false)) {
            return new Load(parsed.concurrency(), lookups::start).measure(parsed);
        }
    }
}
