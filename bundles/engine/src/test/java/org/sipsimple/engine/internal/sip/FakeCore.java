/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.engine.internal.core.NativeTypeHandler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.testing.ManualScheduler;

/** A core without a native side: keeps what is posted, delivers what the test invents, on the test's thread. */
final class FakeCore implements EngineCore {

    /** A posted command. */
    record Posted(int op, long id, byte[] args) {
        FieldReader reader() {
            return new FieldReader(args);
        }
    }

    final ManualScheduler clock = new ManualScheduler();
    final RecordingCenter center = new RecordingCenter();
    final List<Posted> posted = new ArrayList<>();
    final Map<Long, NativeEventHandler> handlers = new HashMap<>();
    final Map<Integer, NativeTypeHandler> typeHandlers = new HashMap<>();
    final List<Runnable> stopHooks = new ArrayList<>();
    boolean running = true;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean inTask;
    private long lastId;

    /** The events of one object, as the native side would tell them. */
    void event(long id, int type, int code, FieldWriter payload) {
        NativeTypeHandler byType = typeHandlers.get(type);
        execute(() -> {
            FieldReader fields = new FieldReader(payload.toBytes());
            if (byType != null) {
                byType.onEvent(id, code, fields);
            } else if (handlers.containsKey(id)) {
                handlers.get(id).onEvent(type, code, fields);
            }
        });
    }

    /** The engine stops, as seen by its objects. */
    void stop() {
        running = false;
        List<NativeEventHandler> left = List.copyOf(handlers.values());
        handlers.clear();
        left.forEach(NativeEventHandler::engineStopped);
        List.copyOf(stopHooks).forEach(Runnable::run);
    }

    Posted last() {
        return posted.get(posted.size() - 1);
    }

    List<Integer> ops() {
        return posted.stream().map(Posted::op).toList();
    }

    @Override
    public long nextId() {
        return ++lastId;
    }

    @Override
    public void register(long id, NativeEventHandler handler) {
        handlers.put(id, handler);
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
        typeHandlers.put(type, handler);
    }

    @Override
    public void post(String operation, int op, long id, FieldWriter args) {
        posted.add(new Posted(op, id, args.toBytes()));
    }

    @Override
    public FieldReader call(String operation, int op, long id, FieldWriter args) throws SipCoreException {
        throw new SipCoreException(operation, "not in this test");
    }

    @Override
    public boolean execute(Runnable task) {
        tasks.add(task);
        if (!inTask) {
            inTask = true;
            try {
                for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                    next.run();
                }
            } finally {
                inTask = false;
            }
        }
        return true;
    }

    @Override
    public boolean onEventThread() {
        return inTask;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public List<String> addresses() {
        return List.of("127.0.0.1");
    }

    @Override
    public EngineOptions options() {
        return EngineOptions.defaults();
    }

    @Override
    public Observation onStop(Runnable hook) {
        stopHooks.add(hook);
        return () -> stopHooks.remove(hook);
    }

    @Override
    public NotificationCenter notifications() {
        return center;
    }

    @Override
    public Scheduler scheduler() {
        return clock;
    }
}
