/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.application;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.storage.Storage;

/**
 * Starts the parts of the SDK in the right order, as the settings say, keeps the engine as they say while they change, and
 * stops everything in the right order. An OSGi service; nothing is started before somebody calls {@link #start}.
 * Thread-safe; no method waits. Spec: Middleware API, {@code SIPApplication}.
 */
@ProviderType
public interface SipApplication {

    /**
     * Starts the engine with the ports, the TLS, the codecs of the settings, then loads the accounts, which begin to
     * register. When TLS cannot be started but the rest can, it goes on without: see {@link
     * ApplicationNotification.FailedToStartTls}.
     *
     * @return completes after {@link ApplicationNotification.DidStart}; fails with a {@code SipCoreException} when the
     *     engine cannot be started, and the application may then be started again. While it runs, the stage of the start
     *     that made it run
     */
    CompletionStage<Void> start();

    /**
     * Ends all sessions, lets the accounts unregister, both within some seconds, and stops the engine.
     *
     * @return completes after {@link ApplicationNotification.DidEnd}, never with a failure; when it does not run, at once
     */
    CompletionStage<Void> stop();

    /** Whether it has been started, well so far, and not been told to stop. */
    boolean isRunning();

    /** Where everything is kept. */
    Storage storage();

    /**
     * What kind of NAT is between this host and the STUN servers of the default account's domain; empty until it is known,
     * and when there are none.
     */
    Optional<NatType> localNatType();

    /** The bridges, devices and mixers of calls and alerts, there while the engine runs. */
    SystemAudio audio();
}
