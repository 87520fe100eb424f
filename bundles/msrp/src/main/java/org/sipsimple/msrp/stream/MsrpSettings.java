/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import org.sipsimple.api.configuration.MsrpRelayAddress;
import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.configuration.SettingKey;

/** The settings of an account that MSRP streams read, each at the moment it is needed. */
public final class MsrpSettings {
    /** Stands for no relay by name: the one the account's domain has by DNS, if any. */
    public static final MsrpRelayAddress RELAY_OF_DOMAIN =
            new MsrpRelayAddress("relay.invalid", MsrpRelayAddress.DEFAULT_PORT, MsrpTransport.TLS);

    /** Seed: {@code msrp.transport}; a stream that is offered the other one is refused. */
    public static final SettingKey<MsrpTransport> TRANSPORT =
            new SettingKey<>("msrp.transport", MsrpTransport.class, MsrpTransport.TLS);

    /** Seed: {@code nat_traversal.msrp_relay}. */
    public static final SettingKey<MsrpRelayAddress> RELAY =
            new SettingKey<>("nat_traversal.msrp_relay", MsrpRelayAddress.class, RELAY_OF_DOMAIN);

    /** Seed: {@code nat_traversal.use_msrp_relay_for_inbound}. */
    public static final SettingKey<Boolean> RELAY_FOR_INBOUND =
            new SettingKey<>("nat_traversal.use_msrp_relay_for_inbound", Boolean.class, true);

    /** Seed: {@code nat_traversal.use_msrp_relay_for_outbound}. */
    public static final SettingKey<Boolean> RELAY_FOR_OUTBOUND =
            new SettingKey<>("nat_traversal.use_msrp_relay_for_outbound", Boolean.class, false);

    /** Whether all traffic is posted as {@code MSRPTransportTrace}. */
    public static final SettingKey<Boolean> TRACE = new SettingKey<>("logs.trace_msrp", Boolean.class, false);

    private MsrpSettings() {}
}
