/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** The queries of a lookup by dnsjava's own asynchronous resolver: the first NAPTR, its SRV, the A of its first target. */
public final class DnsjavaCase implements BenchCase {
    @Override
    public String name() {
        return "dns-dnsjava";
    }

    @Override
    public String usage() {
        return DnsArguments.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        DnsArguments parsed = DnsArguments.parse(arguments);
        SimpleResolver resolver = new SimpleResolver(parsed.server());
        return new Load(parsed.concurrency(), number -> lookup(resolver, parsed.domain(number))).measure(parsed);
    }

    private static CompletionStage<?> lookup(SimpleResolver resolver, String domain) {
        return ask(resolver, Name.fromConstantString(domain + "."), Type.NAPTR, NAPTRRecord.class)
                .thenCompose(naptr -> ask(resolver, naptr.getReplacement(), Type.SRV, SRVRecord.class))
                .thenCompose(srv -> ask(resolver, srv.getTarget(), Type.A, ARecord.class));
    }

    private static <T extends Record> CompletionStage<T> ask(
            SimpleResolver resolver, Name name, int type, Class<T> kind) {
        return resolver.sendAsync(Message.newQuery(Record.newRecord(name, type, DClass.IN)))
                .thenCompose(answer -> answer.getSection(Section.ANSWER).stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .findFirst()
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("no " + name))));
    }
}
