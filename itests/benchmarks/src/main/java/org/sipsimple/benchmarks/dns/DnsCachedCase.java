/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.List;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** The same lookups with the cache on: the warm-up, 1000 lookups at least, fills it. */
public final class DnsCachedCase implements BenchCase {
    @Override
    public String name() {
        return "dns-cached";
    }

    @Override
    public String usage() {
        return DnsArguments.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        DnsArguments parsed = DnsArguments.parse(arguments);
        try (Lookups lookups = new Lookups(parsed, true)) {
            return new Load(parsed.concurrency(), lookups::start).measure(parsed);
        }
    }
}
