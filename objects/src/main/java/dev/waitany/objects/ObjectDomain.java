/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.words.WordsEngine;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Makes objects, and waits for them. All objects of a wait are of the same domain. Thread-safe.
 *
 * <p>Waits take what can be taken, even if the deadline has passed or is now; such a wait does not
 * block. Objects that can be taken come before callbacks and the deadline. A wait in steady state
 * makes no garbage, and no system call unless it blocks.
 */
public final class ObjectDomain implements AutoCloseable {
    final AlarmClock alarms;
    final Callbacks callbacks = new Callbacks();
    final Results results;
    final Waits waits;
    private final DomainOptions options;
    private final Engine engine;
    private final Maker maker;
    private final AtomicBoolean closed = new AtomicBoolean();

    ObjectDomain(DomainOptions options, Function<AlarmClock, Engine> opener) {
        this.options = options;
        this.alarms = new AlarmClock("waitany-objects");
        this.engine = opener.apply(alarms);
        this.results = new Results(options.mostObjects());
        this.waits = new Waits(this, engine, callbacks);
        this.maker = new Maker(this, engine);
    }

    /**
     * Opens a domain for the threads of this JVM, with the default options.
     *
     * @throws IllegalArgumentException if a system property of WaitAny has a bad value
     */
    public static ObjectDomain open() {
        return open(DomainOptions.defaults());
    }

    /** Opens a domain for the threads of this JVM. */
    public static ObjectDomain open(DomainOptions options) {
        boolean handOff = options.fairness() == Fairness.HAND_OFF;
        return new ObjectDomain(
                options, alarms -> new WordsEngine(handOff, options.spin(), alarms));
    }

    /** Returns the most objects of one wait. */
    public int mostObjects() {
        return Math.min(options.mostObjects(), engine.mostObjects());
    }

    /** Returns the options. */
    public DomainOptions options() {
        return options;
    }

    /** Makes an auto-reset event. */
    public AutoResetEvent autoResetEvent(boolean set) {
        return maker.autoResetEvent(set, null);
    }

    /** Makes a manual-reset event. */
    public ManualResetEvent manualResetEvent(boolean set) {
        return maker.manualResetEvent(set, null);
    }

    /**
     * Makes a semaphore.
     *
     * @throws IllegalArgumentException unless the maximum is at least 1, and the count from 0 to
     *     the maximum
     */
    public Semaphore semaphore(int count, int maximum) {
        return maker.semaphore(count, maximum, null);
    }

    /** Makes a free mutex. */
    public Mutex mutex() {
        return maker.mutex(0, null);
    }

    /**
     * Makes a mutex that the calling thread has locked.
     *
     * @param depth how often; 0 for a free mutex
     * @throws IllegalArgumentException unless the depth is from 0 to {@link Mutex#MAX_DEPTH}
     */
    public Mutex mutex(int depth) {
        return maker.mutex(depth, null);
    }

    /** Makes a timer that one wait unsets by taking it. */
    public Timer autoResetTimer() {
        return maker.timer(Kind.AUTO_TIMER, null);
    }

    /** Makes a timer that stays set until it is set again. */
    public Timer manualResetTimer() {
        return maker.timer(Kind.MANUAL_TIMER, null);
    }

    /**
     * Makes an object that is set when a thread has ended.
     *
     * @throws IllegalThreadStateException if the thread has not been started
     */
    public ThreadEnd threadEnd(Thread thread) {
        return maker.threadEnd(thread);
    }

    /** Makes or finds objects by name. */
    public NamedObjects named(String name) {
        return new NamedObjects(maker, Objects.requireNonNull(name, "name"));
    }

    /**
     * Makes a list of objects to wait for.
     *
     * @throws WaitListException as {@link WaitList#add}
     */
    public WaitList list(WaitableObject... objects) {
        WaitList list = new WaitList(this);
        for (WaitableObject object : objects) {
            list.add(object);
        }
        return list;
    }

    /**
     * Waits until one of the objects can be taken, and takes the first that can (see {@linkplain
     * dev.waitany.objects the lowest index}). No other object changes.
     *
     * @return {@code OBJECT} or {@code ABANDONED} with the index, or {@code TIMED_OUT}
     * @throws InterruptedException if the thread is interrupted before or during the wait; nothing
     *     was taken
     * @throws WaitListException if the list is empty or of another domain
     * @throws ObjectClosedException if a handle is closed before the wait, or an object during it
     * @throws ObjectLimitException if the first object that can be taken is a mutex of the caller
     *     with its largest depth
     */
    public ObjectWaitResult waitAny(WaitList list, Deadline deadline) throws InterruptedException {
        return waits.list(list, false, deadline, false);
    }

    /**
     * Waits as {@link #waitAny}, and ends if a callback is queued to the thread. Callbacks run on
     * this thread before the call returns, if no object could be taken.
     *
     * @return as {@link #waitAny}, or {@code ALERTED} if callbacks ran
     * @throws InterruptedException as {@link #waitAny}
     */
    public ObjectWaitResult waitAnyAlertable(WaitList list, Deadline deadline)
            throws InterruptedException {
        return waits.list(list, false, deadline, true);
    }

    /**
     * Waits until all of the objects can be taken at one instant, and takes them then. Until then
     * it takes none.
     *
     * @return {@code OBJECT} with index 0; {@code ABANDONED} with index 0 if a mutex was abandoned;
     *     or {@code TIMED_OUT}
     * @throws InterruptedException as {@link #waitAny}
     * @throws WaitListException as {@link #waitAny}, and if an object is there twice
     * @throws ObjectClosedException as {@link #waitAny}
     * @throws ObjectLimitException if one is a mutex of the caller with its largest depth
     */
    public ObjectWaitResult waitAll(WaitList list, Deadline deadline) throws InterruptedException {
        return waits.list(list, true, deadline, false);
    }

    /** Waits as {@link #waitAll}, and is ended by callbacks as {@link #waitAnyAlertable}. */
    public ObjectWaitResult waitAllAlertable(WaitList list, Deadline deadline)
            throws InterruptedException {
        return waits.list(list, true, deadline, true);
    }

    /**
     * Sleeps until the deadline, or until callbacks are queued, which it runs.
     *
     * @return {@code TIMED_OUT}, or {@code ALERTED} if callbacks ran
     * @throws ObjectClosedException if the domain is closed before or during the sleep
     */
    public ObjectWaitResult sleepAlertable(Deadline deadline) throws InterruptedException {
        return waits.sleep(deadline);
    }

    /**
     * Sets an event, releases a semaphore by one or unlocks a mutex, and then waits for another
     * object. Both are checked first. Not one instant: other threads may see the signal before the
     * wait begins.
     *
     * @return as {@link #waitAny}, with index 0
     * @throws UnsignallableException if the first is a timer or the end of a thread
     * @throws InterruptedException as {@link #waitAny}; the signal was given if the thread was
     *     interrupted during the wait
     */
    public ObjectWaitResult signalAndWait(
            WaitableObject signalled, WaitableObject awaited, Deadline deadline)
            throws InterruptedException {
        return waits.signalAndWait(signalled, awaited, deadline, false);
    }

    /** Signals and waits as {@link #signalAndWait}, and is ended by callbacks. */
    public ObjectWaitResult signalAndWaitAlertable(
            WaitableObject signalled, WaitableObject awaited, Deadline deadline)
            throws InterruptedException {
        return waits.signalAndWait(signalled, awaited, deadline, true);
    }

    /**
     * Starts a wait as {@link #waitAny}, and returns a future that gets its result. Mutexes are
     * taken for the calling thread. The list is free for other uses when this returns.
     *
     * <p>A virtual thread waits, and runs dependent actions that name no executor. If the future is
     * cancelled or completed before, the wait ends; what it has taken by then is given back. That
     * is a signal like others: a pulse that it took sets the event. After a wait for all, a mutex
     * that was abandoned is given back as free only.
     *
     * @throws WaitListException as {@link #waitAny}
     * @throws ObjectClosedException if a handle is closed; an object that is closed later fails the
     *     future
     */
    public CompletableFuture<ObjectWaitResult> waitAnyAsync(WaitList list, Deadline deadline) {
        return AsyncWait.start(this, engine, list, false, deadline);
    }

    /** Starts a wait as {@link #waitAll}, otherwise as {@link #waitAnyAsync}. */
    public CompletableFuture<ObjectWaitResult> waitAllAsync(WaitList list, Deadline deadline) {
        return AsyncWait.start(this, engine, list, true, deadline);
    }

    /**
     * Queues a callback to a thread. It runs on that thread, in its next call that is alertable, or
     * in the one that is under way. Callbacks run in the order in which they were queued.
     *
     * @throws ThreadEndedException if the thread has ended
     */
    public void queueCallback(Thread thread, Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        requireOpen();
        callbacks.add(thread, callback);
    }

    /**
     * Runs the callbacks that are queued to the calling thread, without waiting.
     *
     * @return whether any ran
     */
    public boolean runCallbacks() {
        return callbacks.own().run();
    }

    void requireOpen() {
        if (closed.get()) {
            throw new ObjectClosedException(this + " is closed");
        }
    }

    /**
     * Returns what there is: each object with its name, state, owner and waiting threads, one a
     * line. For people; it may have changed when this returns.
     */
    public String dump() {
        return Dump.of(this, engine);
    }

    /**
     * Closes all objects. Waits for them end with {@link ObjectClosedException}. Callbacks that
     * have not run are dropped, and alertable sleeps end as waits do. A second call does nothing,
     * unless the first threw an error because memory or stack ran out.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            boolean done = false;
            try {
                maker.close();
                done = true;
            } finally {
                closed.set(done);
            }
        }
    }

    @Override
    public String toString() {
        return "ObjectDomain(%s, %s%s)"
                .formatted(engine.name(), options.fairness(), closed.get() ? ", closed" : "");
    }
}
