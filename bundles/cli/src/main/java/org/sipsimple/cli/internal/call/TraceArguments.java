/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import picocli.CommandLine.Option;

/** What to print of the work below; part of the command lines of tools. */
public final class TraceArguments {
    @Option(
            names = {"-s", "--trace-sip"},
            description = "print SIP messages")
    boolean sip;

    @Option(
            names = {"-j", "--trace-pjsip"},
            description = "print PJSIP's log")
    boolean pjsip;

    @Option(
            names = {"-n", "--trace-notifications"},
            description = "print all notifications")
    boolean notifications;
}
