/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.message;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.cli.internal.call.Console;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.RegistrationLines;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.Trace;

/** One run of {@code sip-message}. Everything happens on the thread that calls {@link #run}. */
final class MessageRun {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration END_OF_REGISTRATION = Duration.ofSeconds(3);
    private static final Duration END_OF_ENGINE = Duration.ofSeconds(5);

    record Services(Engine engine, AccountManager accounts, Lookup lookup, NotificationCenter notifications) {}

    private final Services services;
    private final MessageArguments arguments;
    private final ToolContext context;
    private final EventLoop loop;
    private final ToolAccounts.Chosen chosen;
    private final PrintStream say;
    private ExitStatus status = ExitStatus.OK;
    private boolean done;

    MessageRun(
            Services services,
            MessageArguments arguments,
            ToolContext context,
            EventLoop loop,
            ToolAccounts.Chosen chosen) {
        this.services = services;
        this.arguments = arguments;
        this.context = context;
        this.loop = loop;
        this.chosen = chosen;
        this.say = arguments.json ? context.err() : context.out();
    }

    ExitStatus run() throws ToolFailure, InterruptedException {
        context.interruption()
                .thenRun(() -> loop.execute(() -> {
                    status = arguments.target == null ? status : ExitStatus.INTERRUPTED;
                    done = true;
                }));
        say.println("Using account " + chosen.id());
        String text = arguments.target == null ? "" : text();
        Engine engine = services.engine();
        EngineOptions options = chosen.engineOptions("sip-message sipsimple-java");
        try (Trace trace = new Trace(arguments.trace, services.notifications(), engine, loop, context.err())) {
            boolean starts = !engine.isRunning();
            if (starts) {
                start(trace.applied(options));
            }
            try {
                if (arguments.target == null) {
                    receive();
                } else {
                    send(target(arguments.target), text);
                }
            } finally {
                if (starts) {
                    loop.await(engine.stop(), END_OF_ENGINE);
                }
            }
        }
        return status;
    }

    private void start(EngineOptions options) throws ToolFailure, InterruptedException {
        try {
            loop.await(services.engine().start(options));
        } catch (CompletionException e) {
            throw new ToolFailure(
                    ExitStatus.FAILED, "cannot start: " + e.getCause().getMessage());
        }
    }

    // --- sending

    private String text() throws ToolFailure {
        String text = arguments.message;
        if (text == null) {
            say.println("Press Ctrl+D on an empty line to end input and send the MESSAGE request.");
            try {
                text = new String(context.in().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            } catch (IOException e) {
                throw new ToolFailure(ExitStatus.FAILED, "standard input cannot be read: " + e.getMessage());
            }
        }
        if (text.isEmpty()) {
            throw new ToolFailure(
                    ExitStatus.USAGE, "there is nothing to send; give it on standard input or by --message");
        }
        return text;
    }

    private SipUri target(String text) throws ToolFailure {
        boolean hasScheme = text.matches("(?i)sips?:.*");
        String address = hasScheme || text.contains("@")
                ? text
                : text + "@" + chosen.options().uri().host();
        try {
            return SipUri.parse(hasScheme ? address : "sip:" + address);
        } catch (SipSyntaxException e) {
            throw new ToolFailure(ExitStatus.USAGE, "\"" + text + "\" is no SIP address: " + e.getMessage());
        }
    }

    private void send(SipUri target, String text) throws ToolFailure, InterruptedException {
        SipUri proxy = chosen.options().outboundProxy();
        Iterator<Route> routes = routes(proxy == null ? target : proxy).iterator();
        Observation outcomes = services.notifications().observe(MessageNotification.class, null, loop, this::answered);
        try {
            boolean again = true;
            while (again && !done) {
                Message message = attempt(target, text, routes.next());
                loop.runUntil(() -> done || !message.isInProgress());
                loop.drain();
                again = routes.hasNext() && (message.code() == 408 || message.code() == 503);
                if (!again || done) {
                    finish(message, target);
                }
            }
        } finally {
            outcomes.close();
        }
    }

    private List<Route> routes(SipUri uri) throws ToolFailure, InterruptedException {
        try {
            List<Transport> on = List.copyOf(services.engine().options().ports().keySet());
            return loop.await(services.lookup().lookupSipProxy(uri, on));
        } catch (CompletionException e) {
            throw new ToolFailure(
                    ExitStatus.UNREACHABLE,
                    "cannot find " + uri.host() + ": " + e.getCause().getMessage());
        }
    }

    private Message attempt(SipUri target, String text, Route route) {
        AccountOptions account = chosen.options();
        FromHeader from = new FromHeader(NameAddress.of(account.displayName(), account.uri()));
        ToHeader to = ToHeader.of(target);
        say.printf(
                "Sending MESSAGE from '%s' to '%s' using proxy %s%n",
                from.value(), to.value(), RegistrationLines.text(route));
        Message message = services.engine()
                .createMessage(new MessageOptions(
                        from, to, route, SipBody.of("text/plain", text), account.credentials(), List.of()));
        message.send(ANSWER);
        return message;
    }

    /** Only wakes the loop: the message itself says how it went. */
    private void answered(MessageNotification event) {
        if (event instanceof MessageNotification.DidFail failure) {
            say.println("Could not deliver MESSAGE: " + failure.code() + " " + failure.reason());
        }
    }

    private void finish(Message message, SipUri target) {
        message.end();
        if (status != ExitStatus.INTERRUPTED) {
            status = outcome(message.code());
        }
        if (status == ExitStatus.OK) {
            say.println("MESSAGE was accepted by remote party.");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status.name().toLowerCase(Locale.ROOT));
        fields.put("exit_code", status.code());
        fields.put("account", chosen.id());
        fields.put("target", target.toString());
        fields.put("code", message.code());
        fields.put("reason", message.reason());
        tell(fields);
    }

    private static ExitStatus outcome(int code) {
        if (code >= 200 && code < 300) {
            return ExitStatus.OK;
        }
        return switch (code) {
            case 408 -> ExitStatus.TIMEOUT;
            case 503 -> ExitStatus.UNREACHABLE;
            case 0 -> ExitStatus.FAILED;
            default -> ExitStatus.NEGATIVE_RESPONSE;
        };
    }

    // --- receiving

    private void receive() throws ToolFailure, InterruptedException {
        if (services.accounts().account(chosen.id()).filter(Account::isActive).isPresent()) {
            throw new ToolFailure(ExitStatus.FAILED, chosen.id() + " is at work here already");
        }
        List<Observation> observations = List.of(
                services.notifications().observe(EngineNotification.GotMessage.class, null, loop, this::came),
                services.notifications().observe(AccountNotification.class, null, loop, this::registration));
        try {
            services.accounts().add(chosen.options());
            if (!arguments.batch) {
                say.println("Press Ctrl+D to stop the program.");
                Console.read(context.in(), loop, key -> done |= key == Console.END);
            }
            loop.runUntil(() -> done);
        } finally {
            loop.await(services.accounts().remove(chosen.id()), END_OF_REGISTRATION);
            loop.drain();
            observations.forEach(Observation::close);
        }
    }

    private void registration(AccountNotification event) {
        if (event.sender().id().equals(chosen.id())) {
            RegistrationLines.say(say, event);
        }
    }

    private void came(EngineNotification.GotMessage event) {
        SipBody body = event.body();
        String type = body == null ? "" : body.type().mediaType();
        String text = body == null ? "" : body.text();
        say.printf(
                "Received MESSAGE from '%s', Content-Type: %s%n%s%n",
                event.from().value(), type, shown(text));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", event.from().uri().toString());
        fields.put("content_type", type);
        fields.put("text", text);
        tell(fields);
    }

    /** What a stranger wrote must not steer the terminal. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }

    private void tell(Map<String, Object> fields) {
        if (arguments.json) {
            context.out().println(Json.write(fields));
        }
    }
}
