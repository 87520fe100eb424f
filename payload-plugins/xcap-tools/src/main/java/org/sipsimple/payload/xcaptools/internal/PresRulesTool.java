/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.payload.commonpolicy.Identity;
import org.sipsimple.payload.commonpolicy.IdentityMany;
import org.sipsimple.payload.commonpolicy.IdentityOne;
import org.sipsimple.payload.commonpolicy.Rule;
import org.sipsimple.payload.commonpolicy.RuleSet;
import org.sipsimple.payload.commonpolicy.RuleSetCodec;
import org.sipsimple.payload.presrules.PresenceRules;
import org.sipsimple.payload.presrules.SubHandlingValue;
import org.sipsimple.payloads.xml.ExtensionReaders;

/**
 * {@code xcap-pres-rules}: who may see an account's presence. Each change is made on the version last read; when somebody
 * else was faster it is made again on his. Spec: Developer Guide, "xcap-pres-rules".
 */
@Component(service = Tool.class)
public final class PresRulesTool implements Tool {
    private static final String NAME = "xcap-pres-rules";
    private static final String OMA = "org.openmobilealliance.pres-rules";
    private static final String IETF = "pres-rules";
    private static final int TRIES = 5;
    private static final String USAGE =
            """
            usage: xcap-pres-rules [OPTION...] [list]
                   xcap-pres-rules [OPTION...] allow|deny|polite-block|confirm|remove WATCHER
              WATCHER                user@domain, or a SIP URI
              -a, --account NAME     the account, user@domain; by default the default account
              -c, --config-file FILE use another configuration file
              --auid APPLICATION     pres-rules or org.openmobilealliance.pres-rules; by default what the server has""";
    private static final Map<String, SubHandlingValue> DECISIONS = Map.of(
            "allow", SubHandlingValue.ALLOW,
            "deny", SubHandlingValue.BLOCK,
            "polite-block", SubHandlingValue.POLITE_BLOCK,
            "confirm", SubHandlingValue.CONFIRM);

    private final ToolClients clients;
    private final RuleSetCodec codec = new RuleSetCodec(ExtensionReaders.of(List.of(new PresenceRules())));

    @Activate
    public PresRulesTool(
            @Reference XcapClientFactory clients,
            @Reference AccountManager accounts,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
        this.clients = new ToolClients(clients, accounts, settings, files);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "shows and changes who may see an account's presence";
    }

    @Override
    public int run(ToolContext context) {
        ToolRun run = new ToolRun(NAME, context);
        return run.run(USAGE, List.of("--account", "--config-file", "--auid"), line -> perform(line, run));
    }

    private void perform(ToolLine line, ToolRun run) throws ToolFailure {
        List<String> words = line.words();
        String command = words.isEmpty() ? "list" : words.get(0);
        if (command.equals("list") && words.size() < 2) {
            clients.use(line, run, client -> list(new Document(client, uri(client, line, run), run)));
            return;
        }
        if (words.size() != 2 || !command.equals("remove") && !DECISIONS.containsKey(command)) {
            throw ToolFailure.usage("not understood; see --help");
        }
        String watcher = watcher(words.get(1));
        SubHandlingValue decision = DECISIONS.get(command);
        UnaryOperator<RuleSet> change = decision == null
                ? rules -> WatcherRules.without(rules, watcher)
                : rules -> WatcherRules.with(rules, watcher, decision);
        clients.use(line, run, client -> {
            new Document(client, uri(client, line, run), run).change(change);
            run.context().out().println(command + ' ' + watcher);
        });
    }

    private static String watcher(String text) throws ToolFailure {
        try {
            return SipUri.parse(text.matches("(?i)sips?:.*") ? text : "sip:" + text)
                    .toString();
        } catch (SipSyntaxException e) {
            throw ToolFailure.usage("\"" + text + "\" is no SIP address: " + e.getMessage());
        }
    }

    private static XcapUri uri(XcapClient client, ToolLine line, ToolRun run) throws ToolFailure {
        String auid = line.auid();
        if (auid == null) {
            auid = run.await(client.capabilities()).serves(OMA) ? OMA : IETF;
        }
        return XcapUri.of(client.document(auid, "index"));
    }

    private static void list(Document document) throws ToolFailure {
        PrintStream out = document.run.context().out();
        for (Rule rule : document.read().rules()) {
            String decision = WatcherRules.decision(rule)
                    .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .orElse("nothing about subscriptions");
            String members = rule.conditions().all(Identity.class).stream()
                    .flatMap(identity -> identity.members().stream())
                    .map(PresRulesTool::text)
                    .collect(Collectors.joining(", "));
            out.println(rule.id() + ": " + decision + (members.isEmpty() ? "" : " " + members));
        }
    }

    private static String text(Identity.Member member) {
        if (member instanceof IdentityOne one) {
            return one.id();
        }
        IdentityMany many = (IdentityMany) member;
        String who = many.domain() == null ? "all" : "all of " + many.domain();
        return many.excepts().isEmpty() ? who : who + " with exceptions";
    }

    /** The rules at their place. */
    private final class Document {
        private final XcapClient client;
        private final XcapUri uri;
        private final ToolRun run;
        private String etag;

        Document(XcapClient client, XcapUri uri, ToolRun run) {
            this.client = client;
            this.uri = uri;
            this.run = run;
            etag = "";
        }

        RuleSet read() throws ToolFailure {
            try {
                XcapResource present = run.result(client.get(uri));
                etag = present.etag() == null ? "*" : present.etag();
                return codec.decode(present.payload().body());
            } catch (XcapException.NotFound e) {
                etag = "";
                return RuleSet.of(List.of());
            } catch (PayloadFormatException e) {
                throw new ToolFailure(ToolFailure.FAILED, "the rules there are cannot be read: " + e.getMessage());
            } catch (XcapException e) {
                throw ToolRun.failure(e);
            }
        }

        void change(UnaryOperator<RuleSet> change) throws ToolFailure {
            for (int attempt = 1; ; attempt++) {
                RuleSet before = read();
                RuleSet after = change.apply(before);
                if (after.equals(before)) {
                    return;
                }
                try {
                    Precondition unchanged = etag.isEmpty() ? Precondition.ABSENT : Precondition.unchanged(etag);
                    run.result(client.put(uri, codec.encode(after), unchanged));
                    return;
                } catch (XcapException e) {
                    if (!(e instanceof XcapException.PreconditionFailed) || attempt == TRIES) {
                        throw ToolRun.failure(e);
                    }
                }
            }
        }
    }
}
