/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.access.Confinement;
import dev.waitany.counted.CountingBackend;
import dev.waitany.engine.ArmedCalls;
import dev.waitany.engine.Engine;
import dev.waitany.engine.Strategies;
import dev.waitany.linux.StackRoom;
import dev.waitany.recording.WaitRecording;
import dev.waitany.spi.Backend;
import dev.waitany.spinning.SpinSetting;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Waits until any of many futex words is woken, in one of several ways (strategies) that behave
 * alike.
 *
 * <p>A wait returns for one of these reasons only: a word is woken, a word does not hold its
 * expected value, the deadline passes, the thread is interrupted, the wait is cancelled, or this
 * object is closed. It never returns without a reason.
 *
 * <p>Thread-safe; each waiting thread needs its own {@link WaitSet}. A wait on a platform thread
 * blocks it in a system call: a thread dump shows it as RUNNABLE in native code, and {@link
 * Thread#interrupt()} still ends the wait. A wait on a virtual thread parks that thread only.
 */
public final class WaitAny implements AutoCloseable {
    private final String name;
    private final Capabilities capabilities;
    private final Engine engine;
    private final Admission admission;
    private final StackRoom stack = new StackRoom();

    WaitAny(String name, Backend backend, Spin spin) {
        WaitRecording.isOn(); // a class that is initialized where the stack ends stays unusable
        this.name = name;
        this.capabilities = backend.capabilities();
        this.engine = new Engine(name, new CountingBackend(backend), spin);
        this.admission = new Admission(name, capabilities, engine);
    }

    /**
     * Opens the best strategy that works on this kernel and in this sandbox. The order is that of
     * {@link #strategies()}. Strategies that are left out there are ignored. Waits spin as the
     * system property {@code dev.waitany.spin} says, and {@linkplain Spin#adaptive() adaptively}
     * without it.
     *
     * @throws UnsupportedStrategyException if none works; the message says for each why not
     * @throws IllegalArgumentException if a system property of WaitAny has a bad value
     */
    public static WaitAny open() {
        return open(SpinSetting.present());
    }

    /**
     * Opens the best strategy as {@link #open()} does, whose waits spin as given.
     *
     * @throws UnsupportedStrategyException as {@link #open()}
     * @throws IllegalArgumentException as {@link #open()}
     */
    public static WaitAny open(Spin spin) {
        Objects.requireNonNull(spin, "spin");
        return Strategies.openBest((name, backend) -> new WaitAny(name, backend, spin));
    }

    /**
     * Opens a strategy by name. Waits spin as for {@link #open()}.
     *
     * @throws UnsupportedStrategyException if there is no strategy of this name, it is left out
     *     (see {@link #strategies()}), or it does not work here; the message says which system call
     *     failed, how, and what would help
     * @throws IllegalArgumentException if a system property of WaitAny has a bad value
     */
    public static WaitAny open(String strategy) {
        return open(strategy, SpinSetting.present());
    }

    /**
     * Opens a strategy by name, whose waits spin as given.
     *
     * @throws UnsupportedStrategyException as {@link #open(String)}
     * @throws IllegalArgumentException as {@link #open(String)}
     */
    public static WaitAny open(String strategy, Spin spin) {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(spin, "spin");
        return Strategies.open(strategy, (name, backend) -> new WaitAny(name, backend, spin));
    }

    /**
     * Probes every strategy on the module path or class path: whether it works here, or why not.
     * Tries the system calls that each one needs.
     *
     * <p>The system property {@code dev.waitany.strategies}, or without it the environment variable
     * {@code WAITANY_STRATEGIES}, lists the strategies to use, with commas between. All others are
     * left out: they are not probed, {@link #open()} ignores them, and this method lists them as
     * missing, with that reason.
     *
     * @throws IllegalArgumentException if that list contains an unknown name; the message names
     *     those that are known
     * @return one entry for each strategy, in the order in which {@link #open()} tries them;
     *     unmodifiable
     */
    public static List<Support> strategies() {
        return strategies(_ -> {});
    }

    /**
     * Probes as {@link #strategies()}, and announces each probe. In a sandbox that ends the process
     * at a forbidden system call, the last announcement is the strategy to leave out.
     *
     * @param before gets a strategy's name before the strategy is probed, in the calling thread;
     *     not called for strategies that are left out
     * @return as {@link #strategies()}
     * @throws IllegalArgumentException as {@link #strategies()}
     */
    public static List<Support> strategies(Consumer<String> before) {
        return Strategies.probeAll(Objects.requireNonNull(before, "before"));
    }

    /** Returns the strategy's name. */
    public String name() {
        return name;
    }

    /** Returns what the strategy can do. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Returns how waits spin before they block, unless their set says otherwise: {@link
     * Spin#none()} if adaptive spinning was asked for and the process may use one CPU only.
     */
    public Spin spin() {
        return engine.spin();
    }

    /** Says in words how waits spin, and why. For logs and diagnosis. */
    public String explainSpin() {
        return engine.explainSpin();
    }

    /**
     * Blocks until a word of the set is woken or does not hold its expected value, or until the
     * deadline.
     *
     * <p>If a word has changed before the call, the wait ends without a system call, and the lowest
     * such index is reported, even if the deadline has passed. Otherwise the kernel compares each
     * word with its expected value when it queues the waiter, so no change is missed in between.
     * Makes no garbage in steady state on a platform thread.
     *
     * <p>The words are read with acquire (see {@linkplain dev.waitany the memory effects}).
     *
     * <p>Source of the comparison and of the order of wakes: man 2 futex (FUTEX_WAIT), and {@code
     * futex_wait_setup} in kernel/futex/waitwake.c.
     *
     * @return {@code WOKEN} or {@code CHANGED} with the word's index, or {@code TIMED_OUT}, never
     *     before the deadline
     * @throws InterruptedException if the thread is interrupted before or during the wait; if a
     *     wake came first, it is reported instead, and the interrupt status stays set
     * @throws WaitAnyClosedException if this object is closed before or during the wait
     * @throws IllegalArgumentException if the set has more words than the strategy takes, or a
     *     bitset that it does not honour; on a virtual thread, if a word lives in a confined arena
     * @throws IllegalStateException if the set is in use, if a word's arena is closed, or if the
     *     kernel refuses what the strategy needs (a ring, memory, a thread); the message names it
     * @throws WrongThreadException if a word lives in another thread's confined arena
     */
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        return WaitRecording.isOn()
                ? WaitRecording.recorded(name, "await", set, () -> unrecorded(set, deadline))
                : unrecorded(set, deadline);
    }

    /**
     * Waits as {@link #await(WaitSet, Deadline)} does, for a number of nanoseconds from now on.
     * Makes no garbage either, once the thread has blocked. A deadline made for each wait is an
     * object.
     *
     * @param nanos on CLOCK_MONOTONIC; the wait does not block if it is 0 or less
     */
    public WaitResult await(WaitSet set, long nanos) throws InterruptedException {
        return await(set, engine.deadlineIn(nanos));
    }

    private WaitResult unrecorded(WaitSet set, Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        admission.begin(set, "a wait");
        WaitResult early;
        try { // here: an InternalError of a cut file may come from the return of the look
            early = Admission.withoutBlocking(set, deadline);
            if (early == null) {
                stack.check(); // the engine must be able to end what it begins
            }
        } catch (RuntimeException | Error failure) {
            set.use.user = null; // no call: the stack may be full
            throw Admission.explained(set, failure);
        }
        if (early == null) {
            return engine.await(set, deadline);
        }
        try {
            set.end();
        } catch (StackOverflowError full) {
            set.use.user = null;
            throw full;
        }
        return early;
    }

    /**
     * Starts a wait as {@link #await} does, and returns a future that gets its result. Blocks no
     * thread of the caller. The set is free for other waits when the future is done.
     *
     * <p><b>Errors.</b> What can be found before the wait begins is thrown by this method, as
     * listed below. Later the future completes exceptionally:
     *
     * <ul>
     *   <li>with {@link WaitAnyClosedException} if this object is closed
     *   <li>with {@link IllegalStateException} if a word's arena is closed, or the kernel refuses
     *       what the strategy needs
     *   <li>with {@link IllegalStateException} if the strategy needs a thread for each wait and the
     *       system refuses it. The message names the limits, and the strategies that need none.
     *   <li>with an {@link Error} if one is thrown during the wait
     * </ul>
     *
     * <p><b>Cancelling.</b> {@link CompletableFuture#cancel cancel} ends the wait, and returns when
     * the kernel does not hold the words any more. Whether its argument is true does not matter. If
     * the wait ended first, it returns false. Completing the future in another way (also by {@link
     * CompletableFuture#orTimeout orTimeout}) ends the wait soon after. A wake that the wait
     * consumed, and that the future does not report, is forwarded to another waiter. Cancelling a
     * dependent future does not end the wait.
     *
     * <p><b>Threads of dependents.</b> Actions added with {@code ...Async} methods run where those
     * say. Other actions run in the thread that completes the future, or in the one that adds the
     * action if the future is complete already. The completing thread is:
     *
     * <ul>
     *   <li>with strategies that keep waits pending (the ring strategies): one of this object's
     *       completion threads. They are daemon threads, started when they are needed, which end 5
     *       s after the last future. Usually there are as many as processors. If they block, more
     *       are started after some milliseconds.
     *   <li>with other strategies: the platform thread that blocked for this wait, also a daemon
     *   <li>the thread that cancels or completes the future
     * </ul>
     *
     * <p>None of them needs the common pool. None inherits thread-locals or a context class loader
     * from the caller. An action may run any code and may block: it holds up no other future, and
     * it may call {@link #close()}, which does not wait for actions.
     *
     * @throws WaitAnyClosedException if this object is closed
     * @throws IllegalArgumentException if the set has more words than the strategy takes, a bitset
     *     that it does not honour, or a word in a confined arena
     * @throws IllegalStateException if the set is in use, if a word's arena is closed, or if the
     *     system refuses a thread or ring that all futures share
     */
    public CompletableFuture<WaitResult> awaitAsync(WaitSet set, Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        admission.begin(set, "a wait");
        CompletableFuture<WaitResult> done = null;
        try {
            WaitResult early = Admission.withoutBlocking(set, deadline);
            Confinement.refuseConfined(set);
            stack.check(); // the engine must be able to end what it begins
            if (early != null) {
                done = CompletableFuture.completedFuture(early);
            }
        } catch (RuntimeException | Error failure) {
            set.use.user = null; // no call: the stack may be full
            throw Admission.explained(set, failure);
        }
        if (done != null) {
            set.end();
            return done;
        }
        CompletableFuture<WaitResult> future = engine.start(set, deadline);
        return WaitRecording.isOn() ? WaitRecording.recorded(name, set, future) : future;
    }

    /**
     * Arms the set for many waits of the calling thread.
     *
     * <p>The calling thread owns the {@link ArmedSet}: it alone may wait on it and change it. A
     * virtual thread's set takes no platform thread between calls. During calls it takes none
     * either, if the strategy has pollers, as those on rings have.
     *
     * @throws WaitAnyClosedException if this object is closed
     * @throws IllegalArgumentException as {@link #await}
     * @throws IllegalStateException as {@link #await}
     */
    public ArmedSet arm(WaitSet set) {
        StackRoom.require(); // what is armed by half must be disarmed
        admission.begin(set, "an armed set");
        ArmedCalls calls = engine.arm(set);
        try {
            return new ArmedSet(name, set, calls);
        } catch (Throwable failure) {
            calls.close();
            throw failure;
        }
    }

    /**
     * Ends all waits with {@link WaitAnyClosedException}, closes all armed sets, and frees
     * everything. Returns when that is done. Later calls on this object throw {@code
     * WaitAnyClosedException}.
     *
     * <p>Any thread may call this, also a dependent of a future, and more than once. A second call
     * does nothing, but returns only when the first one is done. Does not wait for dependents of
     * futures.
     *
     * @throws IllegalStateException if a wait does not end, or if an armed word's arena was closed
     *     before. Everything else is closed all the same; further exceptions are suppressed ones of
     *     the first
     */
    @Override
    public void close() {
        engine.close();
    }

    @Override
    public String toString() {
        return "WaitAny(" + name + (engine.isClosed() ? ", closed)" : ")");
    }
}
