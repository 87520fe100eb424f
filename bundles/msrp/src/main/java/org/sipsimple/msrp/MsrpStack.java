/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.net.InetAddress;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.msrp.internal.Network;
import org.sipsimple.msrp.internal.RandomIds;

/**
 * The I/O threads that all connectors and sessions made with it share, and their timer. Thread-safe. Closing it closes
 * every connection.
 */
public final class MsrpStack implements AutoCloseable {
    private static final int THREADS = 2;

    private final Scheduler scheduler;
    private final Network network;
    private final RandomIds ids = new RandomIds();

    /** Two I/O threads, enough for thousands of sessions. */
    public MsrpStack(Scheduler scheduler) throws IOException {
        this(scheduler, THREADS);
    }

    /**
     * @param threads how many I/O threads, at least one; each connection stays with one of them
     * @throws IOException when the system has no resources for them
     */
    public MsrpStack(Scheduler scheduler, int threads) throws IOException {
        this.scheduler = scheduler;
        network = new Network(scheduler, threads);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Network network() {
        return network;
    }

    RandomIds ids() {
        return ids;
    }

    /**
     * A new URI at that address with a session id nobody can guess. It has no zone: the name of an interface of ours is of no
     * use to a peer, nor does RFC 4975 know any.
     */
    public MsrpUri newUri(InetAddress address, boolean useTls, int port) {
        return MsrpUri.of(hostOf(address), useTls, port, ids.next());
    }

    /** The host of the URIs at an address. */
    static String hostOf(InetAddress address) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    @Override
    public void close() {
        network.close();
    }
}
