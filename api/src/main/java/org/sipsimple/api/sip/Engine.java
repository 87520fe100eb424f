/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;

/**
 * The SIP core. Owns the only thread that touches the native stack; every method may be called from any thread and none
 * blocks on the network. Can be started and stopped any number of times.
 *
 * <p>Posts {@link EngineNotification}. Spec: SIP Core API, {@code Engine}.
 */
@ProviderType
public interface Engine {

    /** Life of the engine; see {@link #state()}. */
    enum State {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING
    }

    State state();

    default boolean isRunning() {
        return state() == State.RUNNING;
    }

    /**
     * Starts listening. Completes when the transports are bound; fails with {@link SipCoreException}, whose message names
     * transport and port, when one is not to be had, and then nothing is left running. Fails with {@link
     * IllegalStateException} unless stopped.
     */
    CompletionStage<Void> start(EngineOptions options);

    /** Ends all dialogs and transports and frees what is native. Completes at once when not running. */
    CompletionStage<Void> stop();

    /**
     * Listens on another port of a transport from now on, or not at all, while running. Fails with {@link
     * SipCoreException} when the port is not to be had, or the engine is not running. Connections and calls go on; what
     * was announced to peers before, such as contacts, is for their owners to renew.
     *
     * @param port 0 lets the system choose, null switches the transport off
     */
    CompletionStage<Void> setPort(Transport transport, @Nullable Integer port);

    /** Restarts the TLS transport with other options; see {@link #setPort}. */
    CompletionStage<Void> setTlsOptions(TlsOptions tls, @Nullable Integer port);

    /** The options in force: those of the last start, with what has been changed since. */
    EngineOptions options();

    /**
     * Where we listen, empty when the transport is off or the engine stopped. The IPv4 one where there are two; see
     * {@link #listeningAddresses}.
     */
    Optional<InetSocketAddress> listeningAddress(Transport transport);

    /**
     * All that we listen at by this transport: one address of each family, at the same port. Two where the engine was given no
     * address to bind to and this host has IPv6; empty when the transport is off or the engine stopped.
     */
    List<InetSocketAddress> listeningAddresses(Transport transport);

    /**
     * The local address that a peer behind {@code route} can answer to, with the listening port of its transport. It is of the
     * family of the route's address, IPv4 or IPv6, unless the engine is bound to an address of the other one.
     *
     * @throws IllegalStateException when the transport is off, or this host has no way to the route's address
     */
    InetSocketAddress contactAddress(Route route);

    /**
     * Where the next hop of {@code route} has last seen a REGISTER or INVITE of ours come from, by {@code received} and
     * {@code rport} of its answer (RFC 3581): an address of the translator (NAT) between, if there is one, else
     * {@link #contactAddress}.
     *
     * @return empty when it has not answered since our own address is what it is
     * @throws IllegalStateException when the engine does not run or has no such transport
     */
    Optional<InetSocketAddress> publicAddress(Route route);

    /**
     * Gives up TCP and TLS connections from addresses that this host has lost: requests waiting on them fail at once, and
     * what is sent after this call goes over new connections. Accounts and sessions call it when the addresses change;
     * doing it again does no harm.
     *
     * @param gone without scope; others than those connections have are ignored
     */
    void leaveAddresses(Set<InetAddress> gone);

    /**
     * Finds out what kind of NAT is between us and a STUN server by RFC 3489's tests, which take up to ten seconds and need
     * a server with two addresses. {@link EngineNotification.DetectedNatType} comes once in every case, then the stage
     * completes.
     *
     * @param stunServer an IPv4 address that has been looked up
     * @param userData goes into the notification as it is
     * @return fails with {@link SipCoreException} when the server does not answer or the engine is not running
     * @throws IllegalArgumentException when the address is unresolved or none of IPv4
     */
    CompletionStage<NatType> detectNatType(InetSocketAddress stunServer, @Nullable Object userData);

    /** Names of all audio codecs the native layer was built with. */
    List<String> availableCodecs();

    /**
     * Changes the enabled audio codecs and their order, as in {@link EngineOptions#codecs}, for what is negotiated from now on.
     */
    void setCodecs(List<String> codecs);

    /** Changes the ports for media; transports that are there keep theirs. */
    void setRtpPorts(EngineOptions.PortRange ports);

    /** Switches {@link EngineNotification.SipTrace} on or off while running. */
    void setTraceSip(boolean trace);

    /** Changes the PJSIP log level, 0 to 5, while running. */
    void setLogLevel(int level);

    /** A new outgoing invitation in state null. */
    Invitation createInvitation();

    /** A new registration of {@code from}'s address of record. */
    Registration createRegistration(RegistrationOptions options);

    /** A new request outside dialogs, not sent yet. Its credentials need the password. */
    Request createRequest(RequestOptions options);

    /** A new page-mode message, not sent yet. Its credentials need the password. */
    Message createMessage(MessageOptions options);

    /** A new publication of {@code from}'s event state. Its credentials need the password. */
    Publication createPublication(PublicationOptions options);

    /** A new subscription to {@code to}'s event state. Its credentials need the password. */
    Subscription createSubscription(SubscriptionOptions options);

    /** A new referral in a dialog of its own, not sent yet. Its credentials need the password. */
    Referral createReferral(ReferralOptions options);

    /**
     * Makes the media types of an event package known: subscriptions to it accept these. A package nobody made known can be
     * subscribed to as well; the choice is the notifier's then. Outlives a stop.
     *
     * @throws IllegalStateException when the package is known with other types
     */
    void addEvent(String eventPackage, List<String> acceptTypes);

    /** The event packages of {@link #addEvent} with their media types. */
    Map<String, List<String>> events();

    /**
     * Has subscriptions of peers to that event package reported as {@link IncomingSubscriptionNotification.GotSubscribe} from
     * now on; those to others are refused with 489. Outlives a stop.
     *
     * @throws IllegalArgumentException when the package is not among {@link #events}
     */
    void addIncomingEvent(String eventPackage);

    /** Undoes {@link #addIncomingEvent}; subscriptions that are there go on. */
    void removeIncomingEvent(String eventPackage);

    /** The event packages of {@link #addIncomingEvent}. */
    Set<String> incomingEvents();

    /**
     * Has requests of a method outside dialogs reported as {@link IncomingRequestNotification.GotRequest} from now on, in
     * place of what the core does by itself: it answers OPTIONS with 200, MESSAGE with 200 and {@link
     * EngineNotification.GotMessage}, and others with 405. Outlives a stop.
     *
     * @throws IllegalArgumentException for methods that make or need a dialog, such as INVITE, SUBSCRIBE and BYE
     */
    void addIncomingRequest(String method);

    /** Undoes {@link #addIncomingRequest}. */
    void removeIncomingRequest(String method);

    /** The methods of {@link #addIncomingRequest}. */
    Set<String> incomingRequests();

    /**
     * Hands incoming invitations, still unanswered but for a 100, to {@code handler} on the engine's event thread; the
     * handler must be quick. The latest handler wins; without one they are answered 480.
     */
    Observation handleInvitations(Consumer<Invitation> handler);
}
