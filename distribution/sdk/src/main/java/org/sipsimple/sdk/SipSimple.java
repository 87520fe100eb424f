/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.sdk;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.sdk.internal.Calls;
import org.sipsimple.sdk.internal.Parts;
import org.sipsimple.storage.FileStorage;
import org.sipsimple.storage.MemoryStorage;

/**
 * All parts of the SDK, put together for a program without OSGi. Stream types and payload codecs are those on the class path
 * or module path.
 *
 * <pre>{@code
 * try (SipSimple sip = SipSimple.builder().storedIn(Path.of("phone")).build()) {
 *     sip.start().toCompletableFuture().join();
 *     Account alice = sip.accounts().defaultAccount().orElseThrow();
 *     Session call = sip.call(alice, SipUri.parse("sip:bob@example.com"), "audio").toCompletableFuture().join();
 *     ...
 * }
 * }</pre>
 *
 * <p>Of those made by one class loader one can run at a time, as the native core is there once for each. Thread-safe; no
 * method waits but {@link #close}.
 */
public final class SipSimple implements AutoCloseable {
    private final Parts parts;
    private final Calls calls;

    private SipSimple(Parts parts) {
        this.parts = parts;
        this.calls = new Calls(parts);
    }

    /** Settings in memory only, and everything as they say, until something else is asked for. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the engine and the accounts; see {@link SipApplication#start}. Until then settings can be changed, but
     * nothing is sent.
     */
    public CompletionStage<Void> start() {
        return parts.application().start();
    }

    /**
     * Calls somebody: looks up the way, through the account's outbound proxy if it has one, and invites.
     *
     * @param streamTypes of the offered streams in their order, for example {@code "audio"}, {@code "chat"}
     * @return completes with the session when it has started; fails with a {@code LookupException} when there is no way,
     *     with a {@code SessionFailedException} when the call fails, and with {@link IllegalArgumentException} when there
     *     is no such stream type. Cancelling the stage's future does not end the call; {@link Session#end} does
     */
    public CompletionStage<Session> call(Account account, SipUri to, String... streamTypes) {
        return calls.call(account, to, List.of(streamTypes));
    }

    /** Starts and stops the whole; also has the sound devices and the type of NAT. */
    public SipApplication application() {
        return parts.application();
    }

    public Settings settings() {
        return parts.settings();
    }

    public AccountManager accounts() {
        return parts.accounts();
    }

    public SessionManager sessions() {
        return parts.sessions();
    }

    /** The stream types there are. */
    public MediaStreamRegistry streams() {
        return parts.streams();
    }

    /** Makes bridges, players, recorders, conferences. */
    public AudioFactory audio() {
        return parts.audio();
    }

    public Lookup lookup() {
        return parts.lookup();
    }

    /** Where everything that happens is posted. */
    public NotificationCenter notifications() {
        return parts.notifications();
    }

    /** The SIP core. */
    public Engine engine() {
        return parts.engine();
    }

    /** Media below streams: RTP, mixers, files. */
    public MediaFactory media() {
        return parts.media();
    }

    /** The codecs of documents there are. */
    public PayloadRegistry payloads() {
        return parts.payloads();
    }

    /** Makes clients of XCAP servers, for example one for an account. */
    public XcapClientFactory xcap() {
        return parts.xcap();
    }

    public ThreadManager threads() {
        return parts.threads();
    }

    /**
     * Stops the application if it runs, which ends calls and registrations, and releases everything. Waits for that, some
     * seconds at most; not to be called on a thread of the SDK. Closing again does nothing.
     */
    @Override
    public void close() {
        parts.close();
    }

    /** What a {@link SipSimple} is made of. Not thread-safe. */
    public static final class Builder {
        private Storage storage = new MemoryStorage(new MemoryBackend());
        private UnaryOperator<EngineOptions> engineOptions = UnaryOperator.identity();
        private LookupSettings lookupSettings = LookupSettings.DEFAULT;

        private Builder() {}

        /** Settings are in the file {@code config} of that folder, in the seeds' text format, the rest beside it. */
        public Builder storedIn(Path folder) {
            return storage(new FileStorage(folder, new FileBackend(folder.resolve("config"))));
        }

        /** Everything is kept there. */
        public Builder storage(Storage value) {
            storage = value;
            return this;
        }

        /**
         * Changes what the settings say about the engine, for example to bind one address:
         *
         * <pre>{@code
         * builder.engine(options -> options.withBindAddress("192.0.2.1"))
         * }</pre>
         *
         * @param change called at the start and at every change of the settings, on a thread of the SDK
         */
        public Builder engine(UnaryOperator<EngineOptions> change) {
            engineOptions = change;
            return this;
        }

        /** Which name servers are asked, and how. */
        public Builder lookup(LookupSettings value) {
            lookupSettings = value;
            return this;
        }

        /**
         * Puts everything together; nothing is sent yet.
         *
         * @throws ConfigurationException when the stored settings cannot be read
         */
        public SipSimple build() throws ConfigurationException {
            return new SipSimple(Parts.of(storage, engineOptions, lookupSettings));
        }
    }
}
