/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.util.List;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.payloads.InstalledCodecs;

/** Our codecs, found as a plain Java program finds them. */
public final class XmlCase implements BenchCase {

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public String usage() {
        return XmlRun.USAGE;
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        InstalledCodecs codecs = InstalledCodecs.installed();
        return XmlRun.run(
                arguments,
                (type, roundTrip) -> pass(
                        codecs.codec(MediaType.of("application", type + "+xml")).orElseThrow(), roundTrip));
    }

    private static <T> XmlRun.Pass pass(PayloadCodec<T> codec, boolean roundTrip) {
        if (roundTrip) {
            return document -> codec.encode(codec.decode(document)).body().length;
        }
        return document -> codec.decode(document) == null ? -1 : 0;
    }
}
