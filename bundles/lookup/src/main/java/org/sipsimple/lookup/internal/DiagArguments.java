/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * What {@code sip-diag} was asked for.
 *
 * @param uri what to look up
 * @param service the kind of server; null for the SIP proxy
 * @param xcap whether it is the XCAP root
 */
record DiagArguments(
        SipUri uri, List<Transport> transports, @Nullable ServiceKind service, boolean xcap, LookupOptions options) {

    static final String USAGE =
            """
            usage: sip-diag resolve ADDRESS [OPTION...]
              ADDRESS                user@domain, a domain, or a SIP URI
              --transports LIST      those that are on, in order of preference (default tls,tcp,udp)
              --service KIND         a server of another kind: stun, turn, turns, msrprelay or xcap
              --timeout SECONDS      for one nameserver (default 3)
              --lifetime SECONDS     for all (default 15)""";

    /** Wrong usage; the message says what is wrong with it. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static DiagArguments parse(List<String> arguments) throws UsageException {
        Iterator<String> each = arguments.iterator();
        if (!each.hasNext() || !each.next().equals("resolve")) {
            throw new UsageException("the command has to be \"resolve\"");
        }
        SipUri uri = null;
        List<Transport> transports = List.of(Transport.TLS, Transport.TCP, Transport.UDP);
        ServiceKind service = null;
        boolean xcap = false;
        LookupOptions options = LookupOptions.DEFAULT;
        while (each.hasNext()) {
            String argument = each.next();
            switch (argument) {
                case "--transports" -> transports = transports(value(argument, each));
                case "--service" -> {
                    String kind = value(argument, each);
                    xcap = kind.equalsIgnoreCase("xcap");
                    service = xcap ? null : service(kind);
                }
                case "--timeout" -> options = options.withTimeout(seconds(value(argument, each)));
                case "--lifetime" -> options = options.withLifetime(seconds(value(argument, each)));
                default -> {
                    if (argument.startsWith("-") || uri != null) {
                        throw new UsageException("\"" + argument + "\" is not understood");
                    }
                    uri = uri(argument);
                }
            }
        }
        if (uri == null) {
            throw new UsageException("an address is missing");
        }
        return new DiagArguments(uri, transports, service, xcap, options);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static SipUri uri(String text) throws UsageException {
        try {
            boolean bare = text.indexOf('@') < 0 && !text.matches("(?i)\\s*sips?:.*");
            return SipUri.parseLenient(bare ? "sip:" + text : text);
        } catch (SipSyntaxException e) {
            throw new UsageException("\"" + text + "\" is no SIP address: " + e.getMessage());
        }
    }

    private static List<Transport> transports(String list) throws UsageException {
        List<Transport> transports = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            transports.add(Transport.find(each.strip())
                    .orElseThrow(() -> new UsageException("\"" + each + "\" is no transport")));
        }
        return transports;
    }

    private static ServiceKind service(String label) throws UsageException {
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.label().equals(label.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new UsageException("\"" + label + "\" is no kind of server");
    }

    private static Duration seconds(String text) throws UsageException {
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(text) == 0) {
            throw new UsageException("\"" + text + "\" is no number of seconds above zero");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    /** What is looked for, for people. */
    String goal() {
        if (xcap) {
            return "XCAP root of " + uri.host();
        }
        return service == null
                ? "SIP proxy of " + uri.withPassword(null)
                : service.label() + " server of " + uri.host();
    }

    CompletionStage<? extends List<?>> search(Lookup lookup, Consumer<LookupNotification.Trace> trace) {
        LookupOptions traced = options.withTrace(trace);
        if (xcap) {
            return lookup.lookupXcapServer(uri.host(), traced);
        }
        return service == null
                ? lookup.lookupSipProxy(uri, transports, traced)
                : lookup.lookupService(uri.host(), service, traced);
    }
}
