/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.objects.Fairness;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.WaitableObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The domain and threads of one test, and what tests say often. */
public final class ObjectsFixture implements AutoCloseable {
    private static final long PAUSE = 50_000; // ns

    private final ObjectDomain domain;
    private final boolean virtual;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    ObjectsFixture(ObjectDomain domain, boolean virtual) {
        this.domain = domain;
        this.virtual = virtual;
    }

    /** Returns the domain under test. */
    public ObjectDomain domain() {
        return domain;
    }

    /** Returns whether a signal gives what it frees to a waiter within the call. */
    public boolean handsOff() {
        return domain.options().fairness() == Fairness.HAND_OFF;
    }

    /** Starts a thread, platform or virtual as the suite says. */
    public Peer peer(String name) {
        Peer peer =
                new Peer(
                        virtual
                                ? Thread.ofVirtual().name(name)
                                : Thread.ofPlatform().daemon().name(name));
        peers.add(peer);
        return peer;
    }

    /** Starts a thread that does something. */
    public <T> FutureTask<T> start(String name, Callable<T> task) {
        return peer(name).start(task);
    }

    /** Waits for any without blocking. */
    public ObjectWaitResult poll(WaitableObject... objects) throws InterruptedException {
        return domain.waitAny(domain.list(objects), Deadline.now());
    }

    /** Waits for all without blocking. */
    public ObjectWaitResult pollAll(WaitableObject... objects) throws InterruptedException {
        return domain.waitAll(domain.list(objects), Deadline.now());
    }

    /** Waits for any without a deadline. */
    public ObjectWaitResult any(WaitableObject... objects) throws InterruptedException {
        return domain.waitAny(domain.list(objects), Deadline.never());
    }

    /** Waits for all without a deadline. */
    public ObjectWaitResult all(WaitableObject... objects) throws InterruptedException {
        return domain.waitAll(domain.list(objects), Deadline.never());
    }

    /** Returns the deadline some milliseconds from now. */
    public static Deadline in(int milliseconds) {
        return Deadline.after(Duration.ofMillis(milliseconds));
    }

    /** Returns when a number of threads wait for an object. */
    public void untilWaiting(WaitableObject object, int threads) {
        until(() -> object.waiters().size() == threads);
    }

    /** Returns when a condition holds. The test's time limit is the only one. */
    public static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the time limit passed");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Asserts that an object was taken, and had no abandoned owner. */
    public static void taken(ObjectWaitResult result, int index) {
        is(result, ObjectWaitResult.Kind.OBJECT, index);
    }

    /** Asserts that an abandoned mutex was taken. */
    public static void abandoned(ObjectWaitResult result, int index) {
        is(result, ObjectWaitResult.Kind.ABANDONED, index);
    }

    /** Asserts that the deadline passed. */
    public static void timedOut(ObjectWaitResult result) {
        is(result, ObjectWaitResult.Kind.TIMED_OUT, -1);
    }

    /** Asserts that callbacks ran. */
    public static void alerted(ObjectWaitResult result) {
        is(result, ObjectWaitResult.Kind.ALERTED, -1);
    }

    private static void is(ObjectWaitResult result, ObjectWaitResult.Kind kind, int index) {
        assertThat(result.kind()).as("kind of %s", result).isEqualTo(kind);
        assertThat(result.index()).as("index of %s", result).isEqualTo(index);
    }

    @Override
    public void close() {
        peers.forEach(Peer::kill);
        domain.close();
    }
}
