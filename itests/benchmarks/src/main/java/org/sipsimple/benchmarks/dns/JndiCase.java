/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** The queries of a lookup by the JDK's JNDI provider for DNS, which blocks: a thread for each, 64 at most. */
public final class JndiCase implements BenchCase {
    private static final int MOST_THREADS = 64;

    @Override
    public String name() {
        return "dns-jndi";
    }

    @Override
    public String usage() {
        return DnsArguments.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        DnsArguments parsed = DnsArguments.parse(arguments);
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parsed.concurrency(), MOST_THREADS));
        ThreadLocal<DirContext> contexts = ThreadLocal.withInitial(() -> context(parsed));
        try {
            return new Load(
                            parsed.concurrency(),
                            number -> CompletableFuture.runAsync(
                                    () -> lookup(contexts.get(), parsed.domain(number)), threads))
                    .measure(parsed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static DirContext context(DnsArguments arguments) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(
                Context.PROVIDER_URL,
                "dns://" + arguments.server().getAddress().getHostAddress() + ":"
                        + arguments.server().getPort());
        try {
            return new InitialDirContext(environment);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lookup(DirContext context, String domain) {
        String[] naptr = first(context, domain, "NAPTR").split(" ");
        String[] srv = first(context, naptr[naptr.length - 1], "SRV").split(" ");
        first(context, srv[3], "A");
    }

    /** Reads strings from a nameserver of our own, so nothing is deserialised that an attacker could choose. */
    @SuppressWarnings("BanJNDI")
    private static String first(DirContext context, String name, String type) {
        try {
            Attribute found = context.getAttributes(name, new String[] {type}).get(type);
            if (found == null) {
                throw new IllegalStateException("no " + type + " " + name);
            }
            return (String) found.get(0);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
