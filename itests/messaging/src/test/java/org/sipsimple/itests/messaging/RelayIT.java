/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.MsrpRelayAddress;
import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.msrp.stream.MsrpSettings;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatStream;
import org.sipsimple.stream.chat.ChatStreamNotification;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions with chat and files, all of whose MSRP goes through Kamailio's relay. */
@Timeout(240)
class RelayIT {
    private static final long SECONDS = 60;
    private static final int FILE_SIZE = 5 * 1024 * 1024;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    Path folder;

    /** The settings of an account that always uses the relay. */
    private static final class RelayUse implements SettingsView {
        private final Map<String, Object> values = new HashMap<>();

        RelayUse(MsrpTransport transport) {
            int port = KAMAILIO.relayPort(transport == MsrpTransport.TLS);
            values.put(MsrpSettings.TRANSPORT.path(), transport);
            values.put(MsrpSettings.RELAY.path(), new MsrpRelayAddress("127.0.0.1", port, transport));
            values.put(MsrpSettings.RELAY_FOR_INBOUND.path(), true);
            values.put(MsrpSettings.RELAY_FOR_OUTBOUND.path(), true);
            values.put(
                    GeneralSettings.TLS_CA_LIST.path(),
                    new FilePath(KAMAILIO.certificates().authority().toString()));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(SettingKey<T> key) {
            return (T) values.getOrDefault(key.path(), key.defaultValue());
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T get(Setting<T> setting) {
            return (T) values.getOrDefault(setting.path(), setting.defaultValue());
        }
    }

    private static AccountOptions account(String user, String password) {
        return new AccountOptions(
                SipUri.of(user, KamailioExtension.DOMAIN), null, Credentials.of(user, password), null, false);
    }

    private static Phone phone(MsrpTransport transport, String passwordOfAlice) throws Exception {
        return new Phone(
                account("alice", passwordOfAlice),
                account("bob", KamailioExtension.password("bob")),
                new RelayUse(transport));
    }

    private static Phone phone(MsrpTransport transport) throws Exception {
        return phone(transport, KamailioExtension.password("alice"));
    }

    private static BlockingQueue<String> texts(Phone phone) {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        phone.notifications.observe(ChatStreamNotification.GotMessage.class, message -> texts.add(message.text()));
        return texts;
    }

    /** What the other side says of the way to it, once the session has been agreed on. */
    private static BlockingQueue<String> paths(Phone phone) {
        BlockingQueue<String> paths = new LinkedBlockingQueue<>();
        phone.notifications.observe(InvitationNotification.GotSdpUpdate.class, update -> {
            if (update.remoteSdp() != null) {
                paths.add(update.remoteSdp().media().get(0).attributes().getFirst("path", ""));
            }
        });
        return paths;
    }

    private static String take(BlockingQueue<String> queue) throws InterruptedException {
        String taken = queue.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(taken).as("nothing came").isNotNull();
        return taken;
    }

    private static <T extends MediaStream> T proposed(Session session, Class<T> type) {
        return session.proposedStreams().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(MsrpTransport.class)
    void chatGoesThroughTheRelayBothWays(MsrpTransport transport) throws Exception {
        try (Phone phone = phone(transport)) {
            BlockingQueue<String> texts = texts(phone);
            BlockingQueue<String> paths = paths(phone);
            ChatStream chat = (ChatStream) phone.stream("chat");
            CompletionStage<Void> started = phone.call(chat);
            Session incoming = phone.awaitCall();
            ChatStream answering = proposed(incoming, ChatStream.class);
            incoming.accept(List.of(answering));
            Phone.get(started);
            // once at either end
            assertThat(take(paths).split(" ")).as("relay and endpoint").hasSize(2);
            assertThat(take(paths).split(" ")).as("relay and endpoint").hasSize(2);
            Phone.get(chat.sendMessage(ChatDraft.text("through the relay")).delivered());
            assertThat(take(texts)).isEqualTo("through the relay");
            String large = "long ".repeat(20_000);
            Phone.get(answering.sendMessage(ChatDraft.text(large)).delivered());
            assertThat(take(texts)).isEqualTo(large);
            Phone.get(incoming.end());
        }
    }

    @ParameterizedTest
    @EnumSource(MsrpTransport.class)
    void aFileGoesThroughTheRelay(MsrpTransport transport) throws Exception {
        byte[] content = new byte[FILE_SIZE];
        new Random(5).nextBytes(content);
        Path file = Files.write(folder.resolve("file.bin"), content);
        try (Phone phone = phone(transport)) {
            FileTransferStream sending = (FileTransferStream) phone.stream("file-transfer");
            sending.send(file);
            CompletionStage<Void> started = phone.call(sending);
            Session incoming = phone.awaitCall();
            FileTransferStream receiving = proposed(incoming, FileTransferStream.class);
            receiving.receiveInto(folder.resolve("inbox"));
            incoming.accept(List.of(receiving));
            Phone.get(started);
            assertThat(Phone.get(receiving.transferred())).hasSameBinaryContentAs(file);
            assertThat(Phone.get(sending.transferred())).isEqualTo(file);
        }
    }

    @Test
    void aWrongPasswordFailsTheCallWithTheRelaysAnswer() throws Exception {
        try (Phone phone = phone(MsrpTransport.TCP, "guessed")) {
            assertThatThrownBy(() -> Phone.get(phone.call(phone.stream("chat"))))
                    .hasMessageContaining("401");
        }
    }
}
