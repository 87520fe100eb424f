/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SipCoreExceptionTest {
    @Test
    void tellsFailuresOfTlsFromOthers() {
        SipCoreException name = new SipCoreException("connect to example.org", 171_173, "certificate is of another name");
        assertThat(name.isTls()).isTrue();
        assertThat(name.operation()).isEqualTo("connect to example.org");
        assertThat(name.status()).isEqualTo(171_173);
        assertThat(name).hasMessage("connect to example.org: certificate is of another name");
        assertThat(new SipCoreException("start", 120_098, "address in use").isTls()).isFalse();
        assertThat(new SipCoreException("start", "no library").isTls()).isFalse();
    }
}
