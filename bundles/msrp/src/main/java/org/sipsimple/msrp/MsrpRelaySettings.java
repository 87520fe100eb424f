/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Which relay to use, and as whom (RFC 4976). Immutable; never prints the password. */
public final class MsrpRelaySettings {
    private final String domain;
    private final String username;
    private final String password;
    private final @Nullable String host;
    private final int port;
    private final boolean useTls;
    private final @Nullable MsrpTls credentials;

    /**
     * @param domain of the account, which is also the relay's host when that is null; finding it by SRV is up to the
     *     caller
     * @param host of the relay, or null
     * @param port of the relay, or 0 for the default
     * @param useTls which RFC 4976 demands; without, for relays in the own network
     * @param credentials for TLS, or null for those of the options
     */
    public MsrpRelaySettings(
            String domain,
            String username,
            String password,
            @Nullable String host,
            int port,
            boolean useTls,
            @Nullable MsrpTls credentials) {
        this.domain = domain;
        this.username = username;
        this.password = password;
        this.host = host;
        this.port = port;
        this.useTls = useTls;
        this.credentials = credentials;
    }

    public String domain() {
        return domain;
    }

    public String username() {
        return username;
    }

    /** The secret, for computing the answer to the relay's challenge. */
    public String password() {
        return password;
    }

    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    public int port() {
        return port;
    }

    public boolean useTls() {
        return useTls;
    }

    public Optional<MsrpTls> credentials() {
        return Optional.ofNullable(credentials);
    }

    MsrpUri uri() {
        return MsrpUri.of(host == null ? domain : host, useTls, port, null);
    }

    @Override
    public String toString() {
        return "MsrpRelaySettings[" + username + " at " + uri() + ']';
    }
}
