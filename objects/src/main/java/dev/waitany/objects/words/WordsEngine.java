/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.EngineOwner;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Spec;
import dev.waitany.objects.engine.WaitCode;
import dev.waitany.spinning.CpuAllowance;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine for objects of one JVM; see the package. Thread-safe. */
public final class WordsEngine implements Engine {
    private final WordHandles handles = new WordHandles();
    private final Owners owners = new Owners();
    private final AtomicLong numbers = new AtomicLong();
    private final OwnerWatch watch;
    private final Threads threads;
    private final Signals signals;
    private final AnyWait any;
    private final AllWait all;
    private final WordObject open;
    private final EngineObject[] sleepers;

    /**
     * Makes an engine without objects.
     *
     * @param handOff whether signals give what they free to the longest waiter
     * @param spin how waits of platform threads spin; adaptive spinning is off where the process
     *     may use one CPU only
     */
    public WordsEngine(boolean handOff, Spin spin, AlarmClock alarms) {
        this(handOff, spin, alarms, OwnerWatch.virtualThreads());
    }

    /** For tests, which make threads that do not start. */
    WordsEngine(
            boolean handOff, Spin spin, AlarmClock alarms, Function<Runnable, Thread> watchers) {
        this.watch = new OwnerWatch(owners, handles, this::abandon, watchers);
        this.threads = new Threads(owners);
        this.signals = new Signals(handOff, threads, watch);
        boolean spins = spin.kind() != Spin.Kind.ADAPTIVE || CpuAllowance.ofProcess().count() > 1;
        Blocking blocking = new Blocking(spins ? spin : Spin.none(), alarms);
        this.any = new AnyWait(threads, watch, signals, blocking);
        this.all = new AllWait(threads, watch, signals, blocking);
        this.open =
                new WordObject(
                        new Spec(Kind.MANUAL_EVENT, 0, 0, "sleep", null), 0, 0, signals, handles);
        this.sleepers = new EngineObject[] {open};
        new Rehearsal(threads, signals, any, all).run();
    }

    private void abandon(WordObject mutex, int owner) {
        int _ = signals.abandon(mutex, owner);
    }

    @Override
    public String name() {
        return "words";
    }

    @Override
    public int mostObjects() {
        return WaitCode.MOST_OBJECTS;
    }

    @Override
    public Made make(Spec spec) {
        int owner = spec.kind() == Kind.MUTEX && spec.value() > 0 ? threads.owner().number : 0;
        WordHandles.Found found =
                handles.make(
                        spec.name(),
                        () ->
                                new WordObject(
                                        spec, numbers.incrementAndGet(), owner, signals, handles));
        return new Made(found.object(), found.isNew());
    }

    @Override
    public @Nullable EngineObject find(String name) {
        return handles.find(name);
    }

    @Override
    public EngineOwner owner() {
        return threads.owner();
    }

    @Override
    public int waitAny(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable EngineOwner owner) {
        return any.await(objects, count, deadline, alerts, (OwnerRecord) owner);
    }

    @Override
    public int waitAll(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable EngineOwner owner) {
        return all.await(objects, count, deadline, alerts, (OwnerRecord) owner);
    }

    @Override
    public int sleep(Deadline deadline, @Nullable AlertPort alerts) {
        // Nobody ever sets that event. It is closed with the engine, which ends sleeps.
        return any.await(sleepers, 1, deadline, alerts, null);
    }

    @Override
    public void forEach(Consumer<EngineObject> action) {
        handles.all().forEach(action);
    }

    @Override
    public void close() {
        signals.prepareClose(); // what can fail comes first
        List<WordObject> closing = handles.closeAll();
        watch.close();
        closing.forEach(signals::close);
        signals.close(open);
    }
}
