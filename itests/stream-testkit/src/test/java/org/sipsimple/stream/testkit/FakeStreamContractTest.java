/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.List;

import org.junit.jupiter.api.Nested;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.stream.MediaStreamFactory;

/** The fake keeps the contract that it stands in for, with and without hold. */
class FakeStreamContractTest {

    @Nested
    class WithHold extends MediaStreamContract {
        @Override
        protected MediaStreamFactory factory() {
            return new FakeStreamFactory("fake", notifications(), threads().scheduler());
        }

        @Override
        protected SdpMedia offeredLine() {
            return SdpMedia.of("fake", 6000, "FAKE", List.of("*"));
        }
    }

    @Nested
    class WithoutHold extends MediaStreamContract {
        @Override
        protected MediaStreamFactory factory() {
            FakeStreamFactory factory =
                    new FakeStreamFactory("fake", notifications(), threads().scheduler());
            factory.prepare(FakeStream::withoutHold);
            return factory;
        }

        @Override
        protected SdpMedia offeredLine() {
            return SdpMedia.of("fake", 6000, "FAKE", List.of("*"));
        }
    }
}
