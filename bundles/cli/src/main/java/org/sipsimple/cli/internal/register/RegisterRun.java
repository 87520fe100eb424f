/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.register;

import java.io.PrintStream;
import java.time.Duration;
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
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.cli.internal.call.Console;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.RegistrationLines;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.Trace;

/** One run of {@code sip-register}. Everything happens on the thread that calls {@link #run}. */
final class RegisterRun {
    private static final Duration END_OF_REGISTRATION = Duration.ofSeconds(3);
    private static final Duration END_OF_ENGINE = Duration.ofSeconds(5);

    private final Engine engine;
    private final AccountManager accounts;
    private final NotificationCenter notifications;
    private final RegisterArguments arguments;
    private final ToolContext context;
    private final EventLoop loop;
    private final PrintStream say;
    private final Map<String, Object> outcome = new LinkedHashMap<>();
    private ExitStatus status = ExitStatus.FAILED;
    private int answers;
    private boolean done;
    private boolean interrupted;

    RegisterRun(
            Engine engine,
            AccountManager accounts,
            NotificationCenter notifications,
            RegisterArguments arguments,
            ToolContext context,
            EventLoop loop) {
        this.engine = engine;
        this.accounts = accounts;
        this.notifications = notifications;
        this.arguments = arguments;
        this.context = context;
        this.loop = loop;
        this.say = arguments.json ? context.err() : context.out();
    }

    ExitStatus run(ToolAccounts.Chosen chosen) throws ToolFailure, InterruptedException {
        context.interruption()
                .thenRun(() -> loop.execute(() -> {
                    interrupted = true;
                    done = true;
                }));
        say.println("Using account " + chosen.id());
        outcome.put("account", chosen.id());
        try (Trace trace = new Trace(arguments.trace, notifications, engine, loop, context.err())) {
            boolean starts = !engine.isRunning();
            if (starts) {
                start(trace.applied(chosen.engineOptions("sip-register sipsimple-java")));
            }
            try {
                register(chosen);
            } finally {
                if (starts) {
                    loop.await(engine.stop(), END_OF_ENGINE);
                }
            }
        }
        ExitStatus result = interrupted && status != ExitStatus.OK ? ExitStatus.INTERRUPTED : status;
        if (arguments.json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("status", result.name().toLowerCase(Locale.ROOT));
            all.put("exit_code", result.code());
            all.putAll(outcome);
            context.out().println(Json.write(all));
        }
        return result;
    }

    private void start(EngineOptions options) throws ToolFailure, InterruptedException {
        try {
            loop.await(engine.start(options));
        } catch (CompletionException e) {
            throw new ToolFailure(
                    ExitStatus.FAILED, "cannot start: " + e.getCause().getMessage());
        }
    }

    private void register(ToolAccounts.Chosen chosen) throws ToolFailure, InterruptedException {
        Account present = accounts.account(chosen.id()).orElse(null);
        if (present != null && present.isActive()) {
            throw new ToolFailure(ExitStatus.FAILED, chosen.id() + " is at work here already");
        }
        AccountOptions options = chosen.options();
        Observation events = notifications.observe(AccountNotification.class, null, loop, event -> {
            if (event.sender().id().equals(chosen.id())) {
                heard(event);
            }
        });
        try {
            accounts.add(new AccountOptions(
                    options.uri(),
                    options.displayName(),
                    options.credentials(),
                    options.outboundProxy(),
                    true,
                    options.settings()));
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(ExitStatus.FAILED, e.getMessage());
        }
        Console.read(context.in(), loop, this::typed);
        try {
            loop.runUntil(() -> done);
        } finally {
            loop.await(accounts.remove(chosen.id()), END_OF_REGISTRATION);
            loop.drain();
            events.close();
        }
    }

    private void typed(int key) {
        if (key == Console.END) {
            done = true;
        }
    }

    private void heard(AccountNotification event) {
        if (event instanceof AccountNotification.RegistrationDidSucceed success) {
            succeeded(success);
        } else if (event instanceof AccountNotification.RegistrationDidFail failure) {
            failed(failure);
        } else if (event instanceof AccountNotification.RegistrationDidEnd) {
            say.println("Registration ended.");
        } else if (event instanceof AccountNotification.RegistrationDidNotEnd kept) {
            say.println("Registration did not end: " + kept.code() + " " + kept.reason() + ".");
        }
    }

    private void succeeded(AccountNotification.RegistrationDidSucceed success) {
        status = ExitStatus.OK;
        String own = success.contact().uri().toString();
        List<ContactHeader> others = RegistrationLines.others(success);
        say.println("Registration succeeded at " + RegistrationLines.text(success.route()) + ".");
        say.println("Contact: " + own + " (expires in " + success.expires().toSeconds() + " seconds).");
        if (!others.isEmpty()) {
            say.println("Other registered contacts:");
            others.forEach(contact -> say.println("  " + RegistrationLines.text(contact)));
        }
        outcome.remove("error");
        outcome.put("registrar", RegistrationLines.text(success.route()));
        outcome.put("contact", own);
        outcome.put("expires", success.expires().toSeconds());
        outcome.put(
                "other_contacts",
                others.stream().map(contact -> contact.uri().toString()).toList());
        count();
    }

    private void failed(AccountNotification.RegistrationDidFail failure) {
        status = ExitStatus.ofRegistration(failure.error());
        boolean last = arguments.maxRegisters > 0 && answers + 1 >= arguments.maxRegisters;
        String retry = last ? "" : " (retrying in " + failure.retryAfter().toSeconds() + " seconds)";
        context.err().println("Registration failed: " + failure.error() + retry + ".");
        outcome.put("error", failure.error());
        count();
    }

    private void count() {
        answers++;
        done = done || arguments.maxRegisters > 0 && answers >= arguments.maxRegisters;
    }
}
