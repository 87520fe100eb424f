/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.xcap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapCapabilities;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.payload.xcaptools.internal.DirectoryTool;
import org.sipsimple.payload.xcaptools.internal.PresRulesTool;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.threading.DefaultThreadManager;
import org.sipsimple.xcap.XcapClients;

import static org.assertj.core.api.Assertions.assertThat;

/** The tools for documents and the XCAP server of Kamailio. */
class XcapToolsIT {
    private static final String ALICE = "alice@" + KamailioExtension.DOMAIN;
    private static final String LISTS = "resource-lists/index";
    private static final String NAME = "B\u00f6b \u6f22";
    private static final String DOCUMENT =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"friends\">"
                    + "<entry uri=\"sip:bob@example.com\"><display-name>" + NAME + "</display-name></entry></list>"
                    + "</resource-lists>";
    /** One rule about a whole domain and one with what no schema here knows. */
    private static final String RULES = "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\""
            + " xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\"><cp:rule id=\"domain\"><cp:conditions>"
            + "<cp:identity><cp:many domain=\"example.net\"/></cp:identity></cp:conditions><cp:actions>"
            + "<pr:sub-handling>allow</pr:sub-handling></cp:actions><cp:transformations/></cp:rule>"
            + "<cp:rule id=\"odd\"><cp:conditions><x:moon xmlns:x=\"urn:x\" phase=\"full\"/></cp:conditions>"
            + "<cp:actions/><cp:transformations/></cp:rule></cp:ruleset>";

    @RegisterExtension
    static final KamailioExtension KAMAILIO = KamailioExtension.xcapServer();

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final FakeLookup lookup = new FakeLookup();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));
    private final XcapClients clients = new XcapClients(lookup, notifications, threads);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String in = "";
    private Settings settings;
    private Tool directory;
    private Tool rules;

    @BeforeEach
    void open() throws Exception {
        settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        SettingsObject account = settings.addAccount(SipAddress.parse(ALICE));
        account.set(AccountSettings.AUTH_PASSWORD, new Password(KamailioExtension.password("alice")));
        account.set(AccountSettings.XCAP_XCAP_ROOT, XcapRoot.parse(KAMAILIO.xcapRoot(false)));
        account.set(AccountSettings.ENABLED, true);
        account.save();
        directory = new DirectoryTool(clients, accounts, settings, path -> settings);
        rules = rules(clients);
        run(directory, "delete", LISTS);
        run(directory, "delete", "pres-rules/index");
        out.reset();
        err.reset();
    }

    @AfterEach
    void close() {
        accounts.close();
        threads.close();
    }

    private Tool rules(XcapClientFactory factory) {
        return new PresRulesTool(factory, accounts, settings, path -> settings);
    }

    /** The tool's exit code; what it has printed is in {@link #out} from now on. */
    private int run(Tool tool, String... arguments) {
        out.reset();
        return tool.run(new ToolContext(
                List.of(arguments),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new CompletableFuture<>()));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void documentsAreListedReadChangedAndDeleted() {
        in = DOCUMENT;
        assertThat(run(directory, "put", LISTS)).isEqualTo(2);
        assertThat(complained()).contains("-t");
        assertThat(run(directory, "put", "-t", "application/resource-lists+xml", LISTS))
                .isZero();
        assertThat(run(directory, "get", LISTS)).isZero();
        assertThat(printed().strip()).isEqualTo(DOCUMENT);
        in = DOCUMENT.replace("friends", "mates");
        assertThat(run(directory, "put", LISTS)).isZero();

        assertThat(run(directory)).isZero();
        assertThat(printed()).matches("(?s)(.*\n)?resource-lists\n  \\S*index  \\S+.*");

        assertThat(run(directory, "delete", LISTS)).isZero();
        assertThat(run(directory, "get", LISTS)).isEqualTo(4);
        assertThat(complained()).contains("there is no resource-lists/");
    }

    @Test
    void partsOfDocumentsAreReadAddedAndDeleted() {
        in = DOCUMENT;
        run(directory, "put", "-t", "application/resource-lists+xml", LISTS);
        String friends = "resource-lists/list[@name=\"friends\"]";
        assertThat(run(directory, "get", LISTS, friends + "/entry[1]/@uri")).isZero();
        assertThat(printed()).contains("sip:bob@example.com");

        String carol = friends + "/entry[@uri='sip:carol@example.com']";
        in = "<entry uri=\"sip:carol@example.com\"><display-name>Carol</display-name></entry>";
        assertThat(run(directory, "put", LISTS, carol)).isZero();
        assertThat(run(directory, "get", LISTS, "resource-lists/*/entry[2]")).isZero();
        assertThat(printed()).contains("Carol").doesNotContain(NAME);
        assertThat(run(directory, "delete", LISTS, carol)).isZero();
        assertThat(run(directory, "get", LISTS)).isZero();
        assertThat(printed()).contains(NAME).doesNotContain("Carol");
    }

    @Test
    void wrongUsageIsToldAndAWrongPasswordToo() throws Exception {
        for (String[] wrong : new String[][] {
            {"get"}, {"fetch", LISTS}, {"get", "resource-lists"}, {"get", LISTS, "a["}, {"--nonsense"}, {"-a", "x@y"}
        }) {
            assertThat(run(directory, wrong)).as(String.join(" ", wrong)).isEqualTo(2);
        }
        assertThat(run(rules, "allow")).isEqualTo(2);
        assertThat(run(rules, "allow", "not an address")).isEqualTo(2);
        assertThat(run(directory, "--help")).isZero();
        assertThat(run(rules, "--help")).isZero();

        SettingsObject account = settings.account(ALICE).orElseThrow();
        account.set(AccountSettings.AUTH_PASSWORD, new Password("another"));
        account.save();
        assertThat(run(directory, "get", LISTS)).isEqualTo(4);
        assertThat(complained()).contains("does not accept the password").doesNotContain("another");
    }

    @Test
    void watchersAreAllowedAndBlockedAndOtherRulesStay() {
        in = RULES;
        assertThat(run(directory, "put", "-t", "application/auth-policy+xml", "pres-rules/index"))
                .isZero();
        assertThat(run(rules, "allow", "bob@example.com")).isZero();
        assertThat(run(rules, "allow", "sip:carol@example.com")).isZero();
        assertThat(run(rules, "polite-block", "dave@example.com")).isZero();
        assertThat(run(rules, "deny", "bob@example.com")).isZero();

        assertThat(run(rules)).isZero();
        assertThat(printed().lines())
                .contains("domain: allow all of example.net")
                .anyMatch(line -> line.startsWith("odd: nothing"))
                .contains(
                        "allow: allow sip:carol@example.com",
                        "polite_block: polite-block sip:dave@example.com",
                        "block: block sip:bob@example.com");
        run(rules, "remove", "carol@example.com");
        run(directory, "get", "pres-rules/index");
        assertThat(printed()).contains("example.net").contains("phase=\"full\"").doesNotContain("carol@");
    }

    @Test
    void aChangeThatSomebodyOvertakesIsMadeAgainOnHis() {
        Tool slow = rules(new XcapClientFactory() {
            @Override
            public XcapClient open(XcapOptions options) {
                return clients.open(options);
            }

            @Override
            public CompletionStage<XcapClient> open(Account account) {
                return clients.open(account)
                        .thenApply(client -> new Overtaken(client, () -> run(rules, "deny", "mallory@example.com")));
            }
        });
        assertThat(run(rules, "allow", "bob@example.com")).isZero();
        assertThat(run(slow, "allow", "carol@example.com")).isZero();
        run(rules);
        assertThat(printed().lines())
                .contains(
                        "allow: allow sip:bob@example.com, sip:carol@example.com",
                        "block: block sip:mallory@example.com");
    }

    /** Before its first change somebody else makes one. */
    private static final class Overtaken implements XcapClient {
        private final XcapClient client;
        private final Runnable other;
        private boolean done;

        Overtaken(XcapClient client, Runnable other) {
            this.client = client;
            this.other = other;
        }

        @Override
        public XcapOptions options() {
            return client.options();
        }

        @Override
        public CompletionStage<XcapResource> get(XcapUri uri) {
            return client.get(uri);
        }

        @Override
        public CompletionStage<Optional<XcapResource>> getIfChanged(XcapUri uri, String etag) {
            return client.getIfChanged(uri, etag);
        }

        @Override
        public CompletionStage<XcapChange> put(XcapUri uri, Payload body, Precondition precondition) {
            if (!done) {
                done = true;
                other.run();
            }
            return client.put(uri, body, precondition);
        }

        @Override
        public CompletionStage<XcapChange> delete(XcapUri uri, Precondition precondition) {
            return client.delete(uri, precondition);
        }

        @Override
        public CompletionStage<XcapCapabilities> capabilities() {
            return client.capabilities();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void toolsLeaveNoAccountBehind() {
        run(directory);
        assertThat(accounts.accounts()).isEmpty();
    }
}
