/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

import org.xbill.DNS.ResolverConfig;

/** The nameservers that the operating system is set to, read anew each time. */
public final class SystemNameservers implements Supplier<List<InetSocketAddress>> {

    @Override
    public List<InetSocketAddress> get() {
        ResolverConfig.refresh();
        return List.copyOf(ResolverConfig.getCurrentConfig().servers());
    }
}
