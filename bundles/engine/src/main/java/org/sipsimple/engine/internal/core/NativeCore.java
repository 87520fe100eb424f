/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;
import org.sipsimple.pjsip.PjsipBorder;
import org.sipsimple.pjsip.PjsipLoadException;

/**
 * The {@link EngineCore} on a {@link NativeBorder}: starts and stops the worker, hands its events to the event thread and
 * there to whom they concern.
 */
public final class NativeCore implements EngineCore {
    private static final Logger LOG = System.getLogger(NativeCore.class.getName());

    /** One for all engines of the class loader, as they share the native side. */
    private static final AtomicLong IDS = new AtomicLong();

    private final NativeBorder border;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final EventQueue queue;
    private final Map<Long, NativeEventHandler> handlers = new ConcurrentHashMap<>();
    private final Map<Integer, NativeTypeHandler> typeHandlers = new ConcurrentHashMap<>();
    private final List<Runnable> stopHooks = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile EngineOptions options = EngineOptions.defaults();
    private volatile List<String> addresses = List.of();

    /** @param onFailure told, on the event thread, what a handler threw */
    public NativeCore(
            NativeBorder border, NotificationCenter notifications, Scheduler scheduler, Consumer<Throwable> onFailure) {
        this.border = border;
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.queue = new EventQueue(onFailure);
    }

    /**
     * Starts the worker; waits for it. What comes in is kept until {@link #deliver}. One caller at a time, in turn with
     * {@link #stop}.
     *
     * @param methods of the requests that are taken from the first one on
     * @throws SipCoreException naming what could not be had; nothing is left running then
     */
    public ListeningPorts start(EngineOptions startOptions, Set<String> methods) throws SipCoreException {
        options = startOptions;
        addresses = BindAddresses.of(startOptions);
        queue.open();
        try {
            byte[] config = StartConfig.encode(startOptions, addresses, methods);
            FieldReader answer = new FieldReader(border.start(config, this::onEvent));
            int status = answer.readInt();
            String culprit = answer.readText();
            String text = answer.readText();
            if (status != 0) {
                throw new SipCoreException("start SIP " + culprit, status, text);
            }
            running = true;
            return new ListeningPorts(answer.readInt(), answer.readInt(), answer.readInt());
        } catch (PjsipLoadException e) {
            SipCoreException failure = new SipCoreException("load the SIP core", String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        } finally {
            if (!running) {
                queue.begin();
                endQueue();
            }
        }
    }

    /** Hands on what has come in since {@link #start}, and what will; once after it, when its caller can be asked about. */
    public void deliver() {
        queue.begin();
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    /**
     * Listens on another port, or not at all; waits for the worker. In turn with {@link #start} and {@link #stop}.
     *
     * @param port null switches the transport off
     * @return the port that is listened on, -1 for none
     * @throws SipCoreException when the port is not to be had
     */
    public int listen(Transport transport, @Nullable Integer port) throws SipCoreException {
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        ports.putAll(options.ports());
        int listening = -1;
        if (port == null) {
            FieldWriter args = new FieldWriter().putText(transport.parameter());
            call("stop SIP " + transport.parameter(), Op.STOP_TRANSPORT, 0, args);
            ports.remove(transport);
        } else {
            FieldWriter args = new FieldWriter()
                    .putText(transport.parameter())
                    .putTexts(addresses)
                    .putInt(port);
            String operation = addresses.stream()
                    .map(address -> " " + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port)
                    .collect(Collectors.joining("", "start SIP " + transport.parameter(), ""));
            listening = call(operation, Op.START_TRANSPORT, 0, args).readInt();
            ports.put(transport, port);
        }
        options = options.withPorts(ports);
        return listening;
    }

    /** Uses these options for TLS connections from the next {@link #listen} on. */
    public void setTls(TlsOptions tls) throws SipCoreException {
        call("set TLS options", Op.SET_TLS, 0, StartConfig.encode(tls));
        options = options.withTls(tls);
    }

    /** Changes options that the native worker need not know. */
    public synchronized void change(UnaryOperator<EngineOptions> change) {
        options = change.apply(options);
    }

    /** Stops the worker, tells all objects and hooks, and waits until the event thread has ended. */
    public void stop() {
        if (!running) {
            return;
        }
        running = false;
        int status = border.stop();
        if (status != 0) {
            LOG.log(Level.WARNING, () -> "the native worker did not stop: " + border.describe(status));
        }
        endQueue();
    }

    private void endQueue() {
        try {
            queue.close(this::tellStopped);
        } catch (InterruptedException e) {
            // what is queued still runs; only this caller does not see the end of it
            Thread.currentThread().interrupt();
        }
    }

    private void tellStopped() {
        List<NativeEventHandler> left = List.copyOf(handlers.values());
        handlers.clear();
        left.forEach(handler -> guard(handler::engineStopped));
        stopHooks.forEach(this::guard);
    }

    /** One that throws must not keep the others from hearing of the end. */
    private void guard(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an engine object failed at the end of the engine", e);
        }
    }

    /** On the native worker: only enqueues. */
    private void onEvent(long id, int type, int code, byte[] payload) {
        if (type == Event.LOG || type == Event.TRACE) {
            queue.addDispensable(() -> dispatch(id, type, code, new FieldReader(payload)));
        } else {
            queue.add(() -> dispatch(id, type, code, new FieldReader(payload)));
        }
    }

    private void dispatch(long id, int type, int code, FieldReader payload) {
        NativeTypeHandler byType = typeHandlers.get(type);
        if (byType != null) {
            byType.onEvent(id, code, payload);
            return;
        }
        NativeEventHandler byId = handlers.get(id);
        if (byId != null) {
            byId.onEvent(type, code, payload);
        } else {
            LOG.log(
                    Level.DEBUG,
                    () -> "event 0x" + Integer.toHexString(type) + " of " + id + " concerns nobody any more");
        }
    }

    @Override
    public long nextId() {
        return IDS.incrementAndGet();
    }

    @Override
    public void register(long id, NativeEventHandler handler) {
        if (handlers.putIfAbsent(id, handler) != null) {
            throw new IllegalStateException("id " + id + " has a handler");
        }
    }

    @Override
    public void unregister(long id) {
        handlers.remove(id);
    }

    @Override
    public Optional<NativeEventHandler> handler(long id) {
        return Optional.ofNullable(handlers.get(id));
    }

    @Override
    public void handleType(int type, NativeTypeHandler handler) {
        if (typeHandlers.putIfAbsent(type, handler) != null) {
            throw new IllegalStateException("event type 0x" + Integer.toHexString(type) + " has a handler");
        }
    }

    @Override
    public void post(String operation, int op, long id, FieldWriter args) {
        if (!running) {
            return;
        }
        int status = border.post(op, id, args.toBytes());
        if (status == 0 || status == PjsipBorder.INVALID_OPERATION) {
            return; // the latter: it has just stopped
        }
        String text = border.describe(status);
        LOG.log(Level.WARNING, () -> operation + ": " + text);
        byte[] payload = new FieldWriter().putInt(op).putText(text).toBytes();
        onEvent(id, Event.COMMAND_FAILED, status, payload);
    }

    @Override
    public FieldReader call(String operation, int op, long id, FieldWriter args) throws SipCoreException {
        if (onEventThread()) {
            throw new IllegalStateException(operation + " would wait on the event thread");
        }
        if (!running) {
            throw new SipCoreException(operation, PjsipBorder.INVALID_OPERATION, "the engine is not running");
        }
        FieldReader answer = new FieldReader(border.call(op, id, args.toBytes()));
        int status = answer.readInt();
        if (status != 0) {
            throw new SipCoreException(operation, status, border.describe(status));
        }
        return answer;
    }

    @Override
    public boolean execute(Runnable task) {
        return queue.add(task);
    }

    @Override
    public boolean onEventThread() {
        return queue.isOwner();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public EngineOptions options() {
        return options;
    }

    @Override
    public Observation onStop(Runnable hook) {
        stopHooks.add(hook);
        return () -> stopHooks.remove(hook);
    }

    @Override
    public NotificationCenter notifications() {
        return notifications;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }
}
