/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.RegistrationLines;
import org.sipsimple.cli.internal.call.Requests;
import org.sipsimple.cli.internal.call.Sdk;
import org.sipsimple.cli.internal.call.SelfArguments;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.Trace;

/** One run of {@code sip-session}. Everything happens on the thread that calls {@link #run}. */
final class SessionRun {
    private final SessionArguments arguments;
    private final ToolContext context;
    private final Requests requests;
    private final Common common;
    private final EventLoop loop;
    private final Output output;
    private @Nullable Client client;
    private @Nullable Observation registration;
    private boolean interrupted;

    SessionRun(CallServices services, MediaFactory media, SessionArguments arguments, ToolContext context)
            throws ToolFailure {
        this.arguments = arguments;
        this.context = context;
        arguments.check();
        this.requests = Requests.of(
                SessionTool.NAME,
                arguments.self,
                arguments.trace,
                null,
                arguments.self.chosen(services.settings()),
                System.getenv(SelfArguments.PASSWORD_VARIABLE));
        this.loop = new EventLoop(services.threads().scheduler());
        this.output = arguments.json ? new Output(context.err(), context.out()) : new Output(context.out(), null);
        this.common = new Common(services, media, loop, output, new Pending(loop, output));
    }

    ExitStatus run() throws ToolFailure, InterruptedException {
        context.interruption().thenRun(() -> loop.execute(() -> interrupted = true));
        CallServices services = common.services();
        try (Trace trace =
                new Trace(arguments.trace, services.notifications(), services.engine(), loop, context.err())) {
            trace.set(Trace.Kind.MSRP, arguments.traceMsrp);
            Sdk sdk = Sdk.start(services, loop, requests.engineOptions());
            try {
                converse(sdk, trace);
            } finally {
                end(sdk);
            }
        }
        ExitStatus status = interrupted || client == null ? ExitStatus.INTERRUPTED : client.status();
        output.note("quit", null, "exit_code", status.code());
        return status;
    }

    private void end(Sdk sdk) throws InterruptedException {
        if (client != null) {
            client.hangUp();
        }
        sdk.end();
        loop.drain();
        if (client != null) {
            client.close();
        }
        if (registration != null) {
            registration.close();
        }
    }

    private void converse(Sdk sdk, Trace trace) throws ToolFailure, InterruptedException {
        sound(sdk);
        Account account = account(sdk);
        Desk.Habits habits = new Desk.Habits(arguments.autoAnswer, arguments.autoHangup, arguments.files);
        Client opened = new Client(common, requests, account, habits, trace);
        client = opened;
        sdk.addresses(requests)
                .forEach(uri -> output.tell("listening", null, "Waiting for calls to " + uri, "uri", uri));
        output.people().println("Type /help to see a list of available commands.");
        if (arguments.target != null) {
            call(opened, arguments.target);
        }
        Lines.read(context.in(), loop, opened::add, opened::endInput);
        loop.runUntil(() -> opened.proceed() || interrupted);
    }

    private static void call(Client client, String target) throws ToolFailure {
        try {
            client.call(target);
        } catch (Refused e) {
            throw new ToolFailure(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private void sound(Sdk sdk) throws ToolFailure {
        String problem = sdk.openSound(arguments.disableSound);
        if (problem != null) {
            output.people()
                    .println("No sound card can be used (" + problem + "); going on without, as with --disable-sound");
        } else if (!arguments.disableSound) {
            try {
                new SoundCommands(common).describe();
            } catch (SipCoreException e) {
                throw new ToolFailure(ExitStatus.FAILED, "no audio: " + e.getMessage());
            }
        }
    }

    private Account account(Sdk sdk) throws ToolFailure, InterruptedException {
        String bind = arguments.self.bind();
        Account account = sdk.account(requests.accountOptions(bind == null ? "localhost" : bind));
        output.tell("account", null, "Using account " + account.id(), "account", account.id());
        if (requests.registers()) {
            registration = common.services()
                    .notifications()
                    .observe(AccountNotification.class, account, loop, this::registration);
            sdk.awaitRegistration(account);
        }
        return account;
    }

    private void registration(AccountNotification event) {
        RegistrationLines.say(output.people(), event);
        output.note("registration", null, "text", event.name());
    }
}
