/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.guide;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.payload.pidf.Basic;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.sdk.SipSimple;
import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The code of docs/guide.md, with Kamailio as the provider of Alice, Bob and Carol. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GuideIT {
    private static final long SECONDS = 30;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    static Path folder;

    private static SipSimple sip;
    private static Account alice;
    private static Account bob;
    private static Route route;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final List<Observation> observations = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        sip = SipSimple.builder()
                .engine(options -> options.withBindAddress("127.0.0.1"))
                .build();
        SettingsObject general = sip.settings().general();
        general.set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(Transport.UDP));
        general.set(GeneralSettings.AUDIO_INPUT_DEVICE, null);
        general.set(GeneralSettings.AUDIO_OUTPUT_DEVICE, null);
        general.set(GeneralSettings.AUDIO_ALERT_DEVICE, null);
        general.save();
        BlockingQueue<String> registered = new LinkedBlockingQueue<>();
        Observation registrations = new CallRecipes(sip).watchRegistration(registered::add);
        sip.start().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        alice = account("alice", true);
        bob = account("bob", true);
        account("carol", true);
        for (int user = 0; user < 3; user++) {
            assertThat(registered.poll(SECONDS, TimeUnit.SECONDS)).contains("@test.example is reached at <sip:");
        }
        registrations.close();
        route = new Route(InetAddress.getLoopbackAddress(), KAMAILIO.port("udp"), Transport.UDP);
    }

    private static Account account(String user, boolean register) {
        return sip.accounts()
                .add(new AccountOptions(
                        SipUri.of(user, KamailioExtension.DOMAIN),
                        null,
                        Credentials.of(user, KamailioExtension.password(user)),
                        SipUri.parse(KAMAILIO.proxyUri("udp")),
                        register));
    }

    @AfterEach
    void endCalls() throws Exception {
        await(sip.sessions().endAll());
        observations.forEach(Observation::close);
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private void nextLine(String wanted) throws InterruptedException {
        assertThat(log.poll(SECONDS, TimeUnit.SECONDS)).contains(wanted);
    }

    private final CallRecipes calls = new CallRecipes(sip);

    private Session call() throws Exception {
        observations.add(calls.answerCalls());
        Session call = await(calls.call(alice, bob.uri(), log::add));
        nextLine("talking with <sip:bob@test.example>");
        return call;
    }

    @Test
    void accountsAreStoredOrPassing() throws Exception {
        try (SipSimple offline =
                SipSimple.builder().storedIn(folder.resolve("phone")).build()) {
            CallRecipes recipes = new CallRecipes(offline);
            assertThat(recipes.storedAccount().get(AccountSettings.DISPLAY_NAME))
                    .isEqualTo("Alice");
            assertThat(recipes.passingAccount().identity()).hasToString("\"Robot\" <sip:robot@example.com>");
        }
        assertThat(folder.resolve("phone/config")).content().contains("alice@example.com");
    }

    @Test
    void aCallWithVoiceAndText() throws Exception {
        BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
        observations.add(calls.keys(keys::add));
        Session call = call();
        Path recording = folder.resolve("call.wav");
        calls.voice(call, recording, log::add);
        nextLine("packets lost");
        assertThat(keys.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo('5');
        await(calls.holdForAMoment(call));
        assertThat(call.onHold()).isFalse();
        await(call.end());
        assertThat(Tones.seconds(recording)).isPositive();
    }

    @Test
    void aRefusalSaysWhy() throws Exception {
        observations.add(
                sip.notifications().observe(SessionNotification.NewIncoming.class, incoming -> incoming.sender()
                        .reject(486, null)));
        Throwable failure = catchThrowable(() -> await(calls.call(alice, bob.uri(), log::add)));
        assertThat(failure).hasCauseInstanceOf(SessionFailedException.class);
        nextLine("refused with 486");
    }

    @Test
    void noWayIsNoRefusal() throws Exception {
        SipUri overTcp = SipUri.parse("sip:nobody@127.0.0.1;transport=tcp");
        Throwable failure = catchThrowable(() -> await(calls.call(calls.passingAccount(), overTcp, log::add)));
        assertThat(failure).hasCauseInstanceOf(LookupException.class);
        nextLine("no way there");
    }

    @Test
    void announcementsAndConferences() throws Exception {
        Session call = call();
        Path speech = Tones.write(folder.resolve("speech.wav"), 16_000, 440, 0.3);
        await(calls.announce(call.streams().get(0), speech));
        try (AudioConference conference =
                calls.conference(List.of(call.streams().get(0)))) {
            assertThat(conference.isOnHold()).isTrue();
            assertThat(conference.streams()).containsExactly(call.streams().get(0));
        }
    }

    @Test
    void textAndFilesComeIntoARunningCall() throws Exception {
        observations.add(calls.takeFilesAndText(folder.resolve("received")));
        observations.add(calls.readTexts(log::add));
        observations.add(calls.answerCalls());
        Session call = await(sip.call(alice, bob.uri(), "audio"));
        await(calls.addChat(call, alice));
        nextLine("Hello");
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("holiday.jpg"), content);
        await(calls.sendFile(call, alice, file));
        assertThat(folder.resolve("received/holiday.jpg")).hasBinaryContent(content);
    }

    @Test
    void transfers() throws Exception {
        observations.add(calls.followTransfers());
        BlockingQueue<Session> begun = new LinkedBlockingQueue<>();
        Session call = call();
        observations.add(sip.notifications()
                .observe(SessionNotification.DidStart.class, started -> begun.add(started.sender())));
        await(calls.transfer(call, SipUri.parse("sip:carol@test.example")));
        assertThat(begun.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void requestsAndMessages() throws Exception {
        SipRecipes recipes = new SipRecipes(sip);
        recipes.ping(alice, SipUri.parse("sip:127.0.0.1:" + KAMAILIO.port("udp")), route, log::add);
        assertThat(log.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        observations.add(recipes.shortMessages(log::add));
        recipes.shortMessage(alice, bob.uri(), route);
        nextLine("sip:alice@test.example says On my way");
    }

    @Test
    void presence() throws Exception {
        SipRecipes recipes = new SipRecipes(sip);
        BlockingQueue<Presence> seen = new LinkedBlockingQueue<>();
        BlockingQueue<PublicationNotification> published = new LinkedBlockingQueue<>();
        observations.add(sip.notifications().observe(PublicationNotification.class, published::add));
        Publication publication = recipes.publish(alice, route);
        assertThat(published.poll(SECONDS, TimeUnit.SECONDS)).isInstanceOf(PublicationNotification.DidSucceed.class);
        // without a GRUU in a domain that only a DNS would know
        Account watcher = account("dave", false);
        var subscription = recipes.subscribe(watcher, alice.uri(), route, seen::add);
        Presence presence = seen.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(presence).isNotNull();
        assertThat(presence.tuple("phone").orElseThrow().status().basic()).isEqualTo(Basic.OPEN);
        subscription.end(Duration.ofSeconds(5));
        publication.end(Duration.ofSeconds(5));
    }

    @Test
    void theAnsweringMachineRecords() throws Exception {
        AnsweringMachine machine = new AnsweringMachine(sip.notifications());
        CompletableFuture<Path> recording = new CompletableFuture<>();
        observations.add(sip.notifications()
                .observe(
                        AudioStreamNotification.DidStartRecordingAudio.class,
                        started -> recording.complete(started.file())));
        try {
            Session call = await(sip.call(alice, bob.uri(), "audio"));
            await(recording);
            await(call.end());
            assertThat(machine.folder()).isDirectoryContaining("glob:**.wav");
        } finally {
            machine.close();
        }
    }
}
