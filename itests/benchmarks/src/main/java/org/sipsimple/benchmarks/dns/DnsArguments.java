/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * What the DNS cases are given.
 *
 * @param server address of the nameserver
 * @param zone the domains are {@code d0} to {@code d999} in it
 * @param lookups how many to measure
 * @param concurrency how many at a time
 */
record DnsArguments(InetSocketAddress server, String zone, int lookups, int concurrency) {
    static final String USAGE = "SERVER PORT ZONE N CONC";
    private static final int DOMAINS = 1000;

    static DnsArguments parse(List<String> arguments) {
        if (arguments.size() != 5 || !arguments.get(0).matches("[0-9.]+|[0-9a-fA-F:]+")) {
            throw new IllegalArgumentException(USAGE);
        }
        try {
            InetAddress address = InetAddress.getByName(arguments.get(0));
            int lookups = Integer.parseInt(arguments.get(3));
            int concurrency = Integer.parseInt(arguments.get(4));
            if (lookups < 1 || concurrency < 1) {
                throw new IllegalArgumentException(USAGE);
            }
            return new DnsArguments(
                    new InetSocketAddress(address, Integer.parseInt(arguments.get(1))),
                    arguments.get(2),
                    lookups,
                    concurrency);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
    }

    int warmUp() {
        return Math.min(lookups / 2, 3000);
    }

    String domain(int index) {
        return "d" + index % DOMAINS + "." + zone;
    }
}
