/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.EngineOptions;

import static org.assertj.core.api.Assertions.assertThat;

class BindAddressesTest {
    @Test
    void withoutAnAddressAllOfThisHostAreListenedAt() {
        assertThat(BindAddresses.of(EngineOptions.defaults(), true)).containsExactly("0.0.0.0", "::");
        assertThat(BindAddresses.of(EngineOptions.defaults(), false)).containsExactly("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::"})
    void anAddressThatIsGivenIsTheOnlyOne(String address) {
        EngineOptions options = EngineOptions.defaults().withBindAddress(address);
        assertThat(BindAddresses.of(options, true)).containsExactly(address);
        assertThat(BindAddresses.of(options, false)).containsExactly(address);
    }
}
