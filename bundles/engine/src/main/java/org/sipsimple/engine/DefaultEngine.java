/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.ListeningPorts;
import org.sipsimple.engine.internal.core.NativeBorder;
import org.sipsimple.engine.internal.core.NativeCore;
import org.sipsimple.engine.internal.media.NatDetection;
import org.sipsimple.engine.internal.sip.Addresses;
import org.sipsimple.engine.internal.sip.Calls;
import org.sipsimple.engine.internal.sip.DefaultMessage;
import org.sipsimple.engine.internal.sip.DefaultPublication;
import org.sipsimple.engine.internal.sip.DefaultReferral;
import org.sipsimple.engine.internal.sip.DefaultRegistration;
import org.sipsimple.engine.internal.sip.DefaultRequest;
import org.sipsimple.engine.internal.sip.DefaultSubscription;
import org.sipsimple.engine.internal.sip.EngineReports;
import org.sipsimple.engine.internal.sip.IncomingDialogs;
import org.sipsimple.engine.internal.sip.IncomingRequests;
import org.sipsimple.engine.internal.sip.NameResolver;
import org.sipsimple.engine.internal.sip.PublicAddresses;
import org.sipsimple.engine.internal.sip.SystemLookup;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;
import org.sipsimple.pjsip.Op;

/**
 * The {@link Engine} on PJSIP.
 *
 * <p>PJSIP is global to its library, so of the engines of one class loader one at a time can run; starting a second one
 * fails. Thread-safe.
 *
 * <pre>{@code
 * try (DefaultEngine engine = new DefaultEngine(notifications, threads)) {
 *     engine.start(EngineOptions.defaults()).toCompletableFuture().join();
 *     ...
 * }
 * }</pre>
 */
public class DefaultEngine implements Engine, AutoCloseable {
    private static final Logger LOG = System.getLogger(DefaultEngine.class.getName());

    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private final SerialExecutor lifecycle;
    private final NativeCore core;
    private final SystemLookup systemLookup;
    private final NameResolver resolver;
    private final PublicAddresses publicAddresses;
    private final Calls calls;
    private final IncomingDialogs incomingDialogs;
    private final IncomingRequests incomingRequests;
    private final Map<String, List<String>> events = new ConcurrentHashMap<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.STOPPED);
    private volatile ListeningPorts ports = ListeningPorts.NONE;
    private volatile List<String> codecs = List.of();
    private volatile @Nullable Lookup lookup;

    /** An engine that looks names up with the system's resolver until {@link #useLookup} gives it a better one. */
    public DefaultEngine(NotificationCenter notifications, ThreadManager threads) {
        this.notifications = notifications;
        this.threads = threads;
        this.lifecycle = threads.serial("sipsimple-engine");
        this.core = new NativeCore(NativeBorder.pjsip(), notifications, threads.scheduler(), this::eventFailed);
        this.systemLookup = new SystemLookup(threads);
        this.resolver = new NameResolver(core, this::routes);
        this.publicAddresses = new PublicAddresses((transport, peer) -> contactAddress(transport, peer.getAddress()));
        Calls.LocalAddress local = (transport, peer) ->
                publicAddresses.of(transport, peer).orElseGet(() -> contactAddress(transport, peer.getAddress()));
        this.calls = new Calls(core, resolver, local, publicAddresses);
        this.incomingDialogs = new IncomingDialogs(core, local);
        this.incomingRequests = new IncomingRequests(this, core);
        new EngineReports(this, core).listen();
    }

    /**
     * Has the names in Contact and Record-Route header fields of peers looked up by RFC 3263 from now on; the routes that
     * calls and registrations are given have been looked up already.
     *
     * @param newLookup null goes back to the system's resolver, which knows addresses only
     */
    public void useLookup(@Nullable Lookup newLookup) {
        lookup = newLookup;
    }

    private CompletionStage<List<Route>> routes(SipUri target) {
        Lookup current = lookup;
        if (current == null) {
            return systemLookup.routes(target);
        }
        List<Transport> on = Stream.of(Transport.TLS, Transport.TCP, Transport.UDP)
                .filter(transport -> ports.of(transport).isPresent())
                .toList();
        return current.lookupSipProxy(target, on);
    }

    /**
     * What the native layer holds now, by name, for monitoring: objects, dialogs, transactions, timers and so on. Not on
     * the engine's event thread.
     */
    public Map<String, Long> counters() throws SipCoreException {
        Map<String, Long> counters = new TreeMap<>();
        core.call("count", Op.COUNTERS, 0, new FieldWriter())
                .readList(entry -> Map.entry(entry.readText(), entry.readLong()))
                .forEach(entry -> counters.put(entry.getKey(), entry.getValue()));
        return counters;
    }

    /** Gives unused native heap back to the system; worth it when the engine has become idle. */
    public void trim() {
        core.post("trim", Op.TRIM, 0, new FieldWriter());
    }

    /**
     * Changes the timers of RFC 3261 section 17 for transactions from now on, until the next start: for networks that are
     * faster than the Internet, such as those of tests, in which else much waits for 64 times T1, 32 s. Not on the engine's
     * event thread.
     *
     * @param t1 estimate of the round trip, 10 ms to a minute; 500 ms at a start
     * @param t2 longest wait between repeats, not less; 4 s
     * @param t4 how long a message may be under way, not less than {@code t1}; 5 s
     * @throws SipCoreException when one is out of bounds, or the engine is not running
     */
    public void setSipTimers(Duration t1, Duration t2, Duration t4) throws SipCoreException {
        FieldWriter args = new FieldWriter();
        for (Duration timer : List.of(t1, t2, t4)) {
            args.putInt((int) Math.min(Integer.MAX_VALUE, timer.toMillis()));
        }
        core.call("set SIP timers", Op.SET_SIP_TIMERS, 0, args);
    }

    /** For the parts of this bundle. */
    EngineCore core() {
        return core;
    }

    @Override
    public State state() {
        return state.get();
    }

    @Override
    public CompletionStage<Void> start(EngineOptions options) {
        if (!state.compareAndSet(State.STOPPED, State.STARTING)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("the engine is " + state.get() + ", not STOPPED"));
        }
        return run(() -> begin(options));
    }

    @Override
    public CompletionStage<Void> stop() {
        return state.get() == State.STOPPED ? CompletableFuture.completedFuture(null) : run(this::finish);
    }

    /** Stops the engine and waits for the end; not on the engine's event thread. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    private void begin(EngineOptions options) throws SipCoreException {
        notifications.post(new EngineNotification.WillStart(this, now()));
        try {
            // before anything can come in, for what nobody has asked for is refused
            options.events().forEach(this::addEvent);
            options.incomingEvents().forEach(this::addIncomingEvent);
            options.incomingRequests().forEach(incomingRequests::add);
            ports = core.start(options, incomingRequests.wanted());
        } catch (SipCoreException | RuntimeException e) {
            state.set(State.STOPPED);
            notifications.post(new EngineNotification.DidFail(this, now(), String.valueOf(e.getMessage())));
            throw e;
        }
        core.deliver();
        incomingRequests.listen();
        codecs = builtInCodecs();
        state.set(State.RUNNING);
        notifications.post(new EngineNotification.DidStart(this, now()));
    }

    /** Each name once; none when the library was built for signalling only. */
    private List<String> builtInCodecs() {
        try {
            return core
                    .call("list codecs", MediaOp.CODECS, 0, new FieldWriter())
                    .readList(codec -> {
                        String name = codec.readText();
                        codec.readInt(); // clock rate
                        codec.readInt(); // channels
                        return name;
                    })
                    .stream()
                    .distinct()
                    .toList();
        } catch (SipCoreException e) {
            LOG.log(Level.INFO, () -> "no audio codecs: " + e.getMessage());
            return List.of();
        }
    }

    private void finish() {
        // a stop that was asked for twice, or during a start that failed
        if (!state.compareAndSet(State.RUNNING, State.STOPPING)) {
            return;
        }
        notifications.post(new EngineNotification.WillEnd(this, now()));
        core.stop();
        ports = ListeningPorts.NONE;
        state.set(State.STOPPED);
        notifications.post(new EngineNotification.DidEnd(this, now()));
    }

    @Override
    public CompletionStage<Void> setPort(Transport transport, @Nullable Integer port) {
        return run(() -> ports = ports.with(transport, core.listen(transport, port)));
    }

    @Override
    public CompletionStage<Void> setTlsOptions(TlsOptions tls, @Nullable Integer port) {
        return run(() -> {
            core.setTls(tls);
            ports = ports.with(Transport.TLS, core.listen(Transport.TLS, port));
        });
    }

    @Override
    public EngineOptions options() {
        return core.options();
    }

    @Override
    public Optional<InetSocketAddress> listeningAddress(Transport transport) {
        return listeningAddresses(transport).stream().findFirst();
    }

    @Override
    public List<InetSocketAddress> listeningAddresses(Transport transport) {
        return ports.of(transport).stream()
                .flatMap(port ->
                        core.addresses().stream().map(text -> new InetSocketAddress(Addresses.literal(text), port)))
                .toList();
    }

    @Override
    public InetSocketAddress contactAddress(Route route) {
        return contactAddress(route.transport(), route.address());
    }

    @Override
    public Optional<InetSocketAddress> publicAddress(Route route) {
        return publicAddresses.of(route.transport(), new InetSocketAddress(route.address(), route.port()));
    }

    private InetSocketAddress contactAddress(Transport transport, InetAddress peer) {
        int port = ports.of(transport)
                .orElseThrow(() -> new IllegalStateException("we do not listen on " + transport.parameter()));
        return new InetSocketAddress(Addresses.localTowards(bound(peer), peer), port);
    }

    /** What we listen at in the family of the peer's address. */
    private InetAddress bound(InetAddress peer) {
        List<InetAddress> all =
                core.addresses().stream().map(Addresses::literal).toList();
        return all.stream()
                .filter(address -> address.getClass() == peer.getClass())
                .findFirst()
                .or(() -> all.stream()
                        .filter(address -> !address.isAnyLocalAddress())
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "we do not listen on " + (peer instanceof Inet6Address ? "IPv6" : "IPv4")));
    }

    @Override
    public void leaveAddresses(Set<InetAddress> gone) {
        for (InetAddress address : gone) {
            core.post("leave address", Op.LEAVE_ADDRESS, 0, new FieldWriter().putText(Addresses.text(address)));
        }
    }

    @Override
    public CompletionStage<NatType> detectNatType(InetSocketAddress stunServer, @Nullable Object userData) {
        return NatDetection.start(this, core, stunServer, userData);
    }

    @Override
    public List<String> availableCodecs() {
        return codecs;
    }

    @Override
    public void setTraceSip(boolean trace) {
        core.post("trace SIP", Op.SET_TRACE, 0, new FieldWriter().putFlag(trace));
    }

    @Override
    public void setLogLevel(int level) {
        if (level < 0 || level > 5) {
            throw new IllegalArgumentException("log level " + level + " is not in 0..5");
        }
        core.post("set log level", Op.SET_LOG_LEVEL, 0, new FieldWriter().putInt(level));
    }

    @Override
    public Invitation createInvitation() {
        return calls.create();
    }

    @Override
    public Registration createRegistration(RegistrationOptions options) {
        return new DefaultRegistration(core, resolver, publicAddresses, options);
    }

    @Override
    public Request createRequest(RequestOptions options) {
        return new DefaultRequest(core, resolver, options);
    }

    @Override
    public Message createMessage(MessageOptions options) {
        return new DefaultMessage(core, resolver, options);
    }

    @Override
    public Publication createPublication(PublicationOptions options) {
        return new DefaultPublication(core, resolver, options);
    }

    @Override
    public Subscription createSubscription(SubscriptionOptions options) {
        String event = options.event().eventPackage();
        return new DefaultSubscription(core, resolver, options, () -> events.getOrDefault(event, List.of()));
    }

    @Override
    public void addEvent(String eventPackage, List<String> acceptTypes) {
        List<String> types = List.copyOf(acceptTypes);
        List<String> known = events.putIfAbsent(eventPackage, types);
        if (known != null && !known.equals(types)) {
            throw new IllegalStateException(eventPackage + " is known with " + known);
        }
    }

    @Override
    public Map<String, List<String>> events() {
        return Map.copyOf(events);
    }

    @Override
    public void addIncomingRequest(String method) {
        incomingRequests.add(method);
    }

    @Override
    public void removeIncomingRequest(String method) {
        incomingRequests.remove(method);
    }

    @Override
    public Set<String> incomingRequests() {
        return incomingRequests.methods();
    }

    @Override
    public Referral createReferral(ReferralOptions options) {
        return new DefaultReferral(core, resolver, options);
    }

    @Override
    public void addIncomingEvent(String eventPackage) {
        if (!events.containsKey(eventPackage)) {
            throw new IllegalArgumentException("the event package " + eventPackage + " is not known");
        }
        incomingDialogs.add(eventPackage);
    }

    @Override
    public void removeIncomingEvent(String eventPackage) {
        incomingDialogs.remove(eventPackage);
    }

    @Override
    public Set<String> incomingEvents() {
        return incomingDialogs.events();
    }

    @Override
    public void setCodecs(List<String> newCodecs) {
        List<String> enabled = List.copyOf(newCodecs);
        core.change(options -> options.withCodecs(enabled));
    }

    @Override
    public void setRtpPorts(EngineOptions.PortRange range) {
        core.change(options -> options.withRtpPorts(range));
    }

    @Override
    public Observation handleInvitations(Consumer<Invitation> handler) {
        return calls.handle(handler);
    }

    private interface Job {
        void run() throws SipCoreException;
    }

    /** Starts and stops wait for the native worker, and run one after the other. */
    private CompletionStage<Void> run(Job job) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            lifecycle.execute(() -> {
                try {
                    job.run();
                    done.complete(null);
                } catch (SipCoreException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            state.compareAndSet(State.STARTING, State.STOPPED);
            done.completeExceptionally(e);
        }
        return done;
    }

    /** A handler failed on the event thread, which goes on. */
    private void eventFailed(Throwable cause) {
        notifications.post(new EngineNotification.GotException(this, now(), cause));
    }

    private Instant now() {
        return threads.scheduler().now();
    }
}
