/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.sdk;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.application.ApplicationNotification;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.storage.FileStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipSimpleTest {
    private static final long SECONDS = 30;

    private final BlockingQueue<ApplicationNotification> life = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    private final Deque<SipSimple> made = new ArrayDeque<>();

    @AfterEach
    void close() {
        made.forEach(SipSimple::close);
    }

    private SipSimple sip(SipSimple.Builder builder, Transport... transports) throws ConfigurationException {
        SipSimple sip =
                builder.engine(options -> options.withBindAddress("127.0.0.1")).build();
        made.push(sip);
        SettingsObject general = sip.settings().general();
        general.set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(transports));
        general.set(GeneralSettings.AUDIO_INPUT_DEVICE, null);
        general.set(GeneralSettings.AUDIO_OUTPUT_DEVICE, null);
        general.set(GeneralSettings.AUDIO_ALERT_DEVICE, null);
        general.save();
        sip.notifications().observe(ApplicationNotification.class, life::add);
        return sip;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private <T extends ApplicationNotification> T next(Class<T> type) throws InterruptedException {
        ApplicationNotification event = life.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    private static Account account(SipSimple sip, String user) {
        return sip.accounts()
                .add(new AccountOptions(SipUri.parse("sip:" + user + "@127.0.0.1"), null, null, null, false));
    }

    @Test
    void callsWithVoiceAndTextInAFewLines() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP);
        await(sip.start());
        account(sip, "bob");
        BlockingQueue<SessionNotification> ended = new LinkedBlockingQueue<>();
        sip.notifications().observe(SessionNotification.NewIncoming.class, call -> call.sender()
                .accept(call.streams()));
        sip.notifications().observe(SessionNotification.DidEnd.class, ended::add);
        int port = sip.engine().listeningAddress(Transport.UDP).orElseThrow().getPort();

        Session call = await(sip.call(
                account(sip, "alice"), SipUri.parse("sip:bob@127.0.0.1:" + port + ";transport=udp"), "audio", "chat"));
        assertThat(call.state()).isEqualTo(Session.State.CONNECTED);
        assertThat(call.streams()).hasSize(2);
        await(call.end());
        for (int side = 0; side < 2; side++) {
            assertThat(ended.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aSecondOneOfTheSameClassLoaderIsToldThatTheFirstRuns() throws Exception {
        await(sip(SipSimple.builder(), Transport.UDP).start());
        CompletionStage<Void> second = sip(SipSimple.builder(), Transport.UDP).start();
        assertThatThrownBy(() -> second.toCompletableFuture().join()).hasRootCauseInstanceOf(SipCoreException.class);
    }

    @Test
    void unknownStreamTypesAreNamed() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP);
        CompletionStage<Session> call = sip.call(account(sip, "alice"), SipUri.parse("sip:bob@127.0.0.1"), "telegraph");
        assertThatThrownBy(() -> call.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("there are no streams of type telegraph");
    }

    @Test
    void clientsOfXcapServersNeedNoStart() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP);
        XcapRoot root = XcapRoot.parse("http://127.0.0.1:1/root");
        XcapClient client = sip.xcap().open(XcapOptions.of(root, "sip:alice@example.com"));
        assertThatThrownBy(() -> client.capabilities().toCompletableFuture().join())
                .hasCauseInstanceOf(XcapException.Unreachable.class);
    }

    @Test
    void startAndStopAreToldAndMayBeRepeated() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP, Transport.TCP);
        SipApplication application = sip.application();
        assertThat(application.isRunning()).isFalse();
        for (int round = 0; round < 2; round++) {
            await(application.start());
            assertThat(application.isRunning()).isTrue();
            assertThat(application.localNatType()).as("nobody to ask").isEmpty();
            devicesArePartOfTheirBridges(application.audio());
            Instant begin = next(ApplicationNotification.WillStart.class).timestamp();
            ApplicationNotification.DidStart started = next(ApplicationNotification.DidStart.class);
            assertThat(started.sender()).isSameAs(application);
            assertThat(started.timestamp()).isAfterOrEqualTo(begin);
            await(application.stop());
            assertThat(application.isRunning()).isFalse();
            Instant end = next(ApplicationNotification.WillEnd.class).timestamp();
            assertThat(next(ApplicationNotification.DidEnd.class).timestamp()).isAfterOrEqualTo(end);
        }
        assertThat(sip.engine().isRunning()).isFalse();
    }

    private static void devicesArePartOfTheirBridges(SystemAudio audio) throws SipCoreException {
        assertThat(audio.voiceBridge().contains(audio.voiceDevice())).isTrue();
        assertThat(audio.alertBridge().contains(audio.alertDevice())).isTrue();
        assertThat(audio.voiceMixer()).isNotSameAs(audio.alertMixer());
    }

    @Test
    void tlsThatCannotStartIsToldAndTheRestRuns() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP, Transport.TLS);
        sip.settings()
                .general()
                .set(
                        GeneralSettings.TLS_CA_LIST,
                        new FilePath(folder.resolve("missing.pem").toString()));
        sip.settings().general().save();
        await(sip.start());
        next(ApplicationNotification.WillStart.class);
        ApplicationNotification.FailedToStartTls failed = next(ApplicationNotification.FailedToStartTls.class);
        assertThat(failed.name()).isEqualTo("SIPApplicationFailedToStartTLS");
        assertThat(failed.error()).hasMessageContaining("missing.pem");
        assertThat(failed.timestamp()).isBeforeOrEqualTo(Instant.now());
        next(ApplicationNotification.DidStart.class);
        assertThat(sip.engine().listeningAddress(Transport.UDP)).isPresent();
        assertThat(sip.engine().listeningAddress(Transport.TLS)).isEmpty();
    }

    @Test
    void aPortThatIsTakenFailsTheStartWhichMayBeRepeated() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP);
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            sip.settings().general().set(GeneralSettings.SIP_UDP_PORT, taken.getLocalPort());
            sip.settings().general().save();
            CompletionStage<Void> start = sip.start();
            assertThatThrownBy(() -> start.toCompletableFuture().join()).hasRootCauseInstanceOf(SipCoreException.class);
            next(ApplicationNotification.WillStart.class);
            next(ApplicationNotification.DidEnd.class);
            assertThat(sip.application().isRunning()).isFalse();
        }
        await(sip.start());
        assertThat(sip.application().isRunning()).isTrue();
    }

    @Test
    void theEngineFollowsTheSettings() throws Exception {
        SipSimple sip = sip(SipSimple.builder(), Transport.UDP);
        await(sip.start());
        BlockingQueue<EngineNotification> engine = new LinkedBlockingQueue<>();
        sip.notifications().observe(EngineNotification.class, engine::add);
        sip.settings().general().set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(Transport.UDP, Transport.TCP));
        sip.settings().general().set(GeneralSettings.RTP_AUDIO_CODEC_LIST, List.of("PCMA"));
        sip.settings().general().save();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while ((sip.engine().listeningAddress(Transport.TCP).isEmpty()
                        || !sip.engine().options().codecs().equals(List.of("PCMA")))
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(sip.engine().listeningAddress(Transport.TCP)).isPresent();
        assertThat(sip.engine().options().codecs()).containsExactly("PCMA");
    }

    @Test
    void accountsAreLoadedFromTheFolder() throws Exception {
        SipSimple first = sip(SipSimple.builder().storedIn(folder), Transport.UDP);
        SettingsObject alice = first.settings().addAccount(SipAddress.parse("alice@127.0.0.1"));
        alice.set(AccountSettings.SIP_REGISTER, false);
        alice.save();
        first.close();
        SipSimple again =
                sip(SipSimple.builder().storage(new FileStorage(folder, new FileBackend(folder.resolve("config")))));
        assertThat(again.accounts().accounts()).as("before the start").isEmpty();
        assertThat(again.application().storage()).isInstanceOf(FileStorage.class);
        again.settings().general().set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(Transport.UDP));
        again.settings().general().save();
        await(again.start());
        assertThat(again.accounts().accounts()).extracting(Account::id).containsExactly("alice@127.0.0.1");
        await(again.application().stop());
        assertThat(again.accounts().accounts()).isEmpty();
        assertThat(again.settings().account("alice@127.0.0.1")).isPresent();
    }
}
