/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sip.Transport;

/** Who and where we are; part of the command lines of tools that call and are called. */
public final class SelfArguments {
    public static final String PASSWORD_VARIABLE = "SIPSIMPLE_PASSWORD";

    @Option(
            names = {"-a", "--account"},
            paramLabel = "USER@DOMAIN",
            description = "the account of the settings to use; by default the default account, if there is one")
    @Nullable
    String account;

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            description = "take the settings from another configuration file")
    @Nullable
    Path configFile;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[@DOMAIN]",
            description = "who we are, in place of an account of the settings; with a domain it is an account there, "
                    + "without one we take direct calls to USER")
    @Nullable
    String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "password of the account; better given in the environment variable " + PASSWORD_VARIABLE)
    @Nullable
    String password;

    @Option(names = "--auth-user", paramLabel = "NAME", description = "name for authentication, if it is not USER")
    @Nullable
    String authUser;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "our name shown to the peer")
    @Nullable
    String displayName;

    @Option(
            names = "--proxy",
            paramLabel = "sip:HOST[:PORT][;transport=]",
            description = "proxy for all requests; by default the way is looked up in the DNS")
    @Nullable
    String proxy;

    @Option(
            names = "--register",
            negatable = true,
            description = "register the account, or not; by default when waiting for calls to an account with domain")
    @Nullable
    Boolean register;

    @Option(
            names = "--srtp",
            paramLabel = "disabled|optional|mandatory|dtls",
            description = "encryption of media, by default what the account says, else optional")
    @Nullable
    SrtpPolicy srtp;

    @Option(names = "--bind", paramLabel = "IP", description = "local address to use, by default all")
    @Nullable
    String bind;

    @Option(names = "--port", paramLabel = "PORT", description = "local SIP port, by default one chosen by the system")
    int port;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp|tls",
            description = "the only SIP transport to use, by default udp and tcp, and tls where it is asked for")
    @Nullable
    Transport transport;

    @Option(names = "--tls-ca", paramLabel = "FILE.pem", description = "authorities to trust in place of the system's")
    @Nullable
    Path tlsAuthorities;

    @Option(
            names = "--rtp-timeout",
            paramLabel = "SECONDS",
            description = "end the call when no RTP came for so long, 0 for never, by default what the settings say")
    @Nullable
    Integer rtpTimeout;

    /** The account of the settings they mean: null when {@link #user} says who we are, or nothing does. */
    public ToolAccounts.@Nullable Chosen chosen(ToolAccounts accounts) throws ToolFailure {
        return user == null
                ? ToolAccounts.choose(accounts.open(configFile), account).orElse(null)
                : null;
    }

    /** The local address to use, null for all. */
    public @Nullable String bind() {
        return bind;
    }

    void check() throws ToolFailure {
        if (port < 0 || port > 65_535) {
            throw new ToolFailure(ExitStatus.USAGE, "port " + port + " is not in 0..65535");
        }
        if (rtpTimeout != null && rtpTimeout < 0) {
            throw new ToolFailure(ExitStatus.USAGE, "--rtp-timeout must not be negative");
        }
        if (bind != null && !bind.matches("[0-9.]+|.*:.*")) {
            throw new ToolFailure(ExitStatus.USAGE, "--bind takes an IP address, not \"" + bind + "\"");
        }
        if (tlsAuthorities != null && !Files.isReadable(tlsAuthorities)) {
            throw new ToolFailure(ExitStatus.USAGE, "cannot read " + tlsAuthorities);
        }
    }
}
