/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Runs each piece of code that runs under a lock once, when an engine is opened.
 *
 * <p>The JVM loads classes and links calls when they are first executed. That takes memory and
 * stack, and milliseconds. Under a lock it would keep other threads spinning, and an error would
 * leave the lock bit set for ever.
 */
final class Rehearsal {
    private final WordHandles handles = new WordHandles();
    private final Threads threads;
    private final Signals signals;
    private final AnyWait any;
    private final AllWait all;
    private final Waiter other;
    private long number;

    Rehearsal(Threads threads, Signals signals, AnyWait any, AllWait all) {
        this.threads = threads;
        this.signals = signals;
        this.any = any;
        this.all = all;
        this.other = new Waiter();
        other.reserve(2);
    }

    void run() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.MUTEX) {
                serveAny(kind);
            }
        }
        contendMutex();
        serveAll(false);
        serveAll(true);
        timeOut();
        close();
    }

    private WordObject object(Kind kind) {
        return new WordObject(
                new Spec(kind, 0, Integer.MAX_VALUE, "rehearsal", null),
                ++number,
                0,
                signals,
                handles);
    }

    /** Another waiter is queued, signalled, looks, and leaves. */
    private void serveAny(Kind kind) {
        WordObject[] objects = {object(kind)};
        queueAny(objects, null);
        int _ = kind == Kind.SEMAPHORE ? signals.release(objects[0], 2) : signals.set(objects[0]);
        endAny();
        int _ = objects[0].reset();
        queueAny(objects, null);
        if (kind != Kind.SEMAPHORE) {
            int _ = signals.pulse(objects[0]);
        }
        endAny();
        int _ = signals.waiters(objects[0]).size();
    }

    private void queueAny(WordObject[] objects, @Nullable OwnerRecord owner) {
        other.begin(1, false, owner);
        boolean _ = other.queueing.join(objects, 1);
    }

    private void endAny() {
        if (other.lookAgain()) {
            other.queueing.look();
        }
        boolean _ = other.claim(0);
        other.queueing.leave();
    }

    private void contendMutex() {
        WordObject[] mutex = {object(Kind.MUTEX)};
        OwnerRecord owner = threads.owner();
        int _ = any.await(mutex, 1, Deadline.now(), null, owner);
        queueAny(mutex, owner);
        other.queueing.leave();
        int _ = signals.unlock(mutex[0], null);
        WordObject[] twice = {object(Kind.MUTEX)};
        int _ = any.await(twice, 1, Deadline.now(), null, owner);
        other.begin(1, false, owner);
        other.countWait(1);
        twice[0].add(other.nodes[0], 0); // nobody else knows the mutex
        twice[0].unlock(twice[0].word());
        signals.serveOwner(twice[0], owner);
        other.countWait(-1);
        other.queueing.leave();
        int _ = signals.unlock(twice[0], null);
        int _ = signals.unlock(twice[0], null);
    }

    /** A waiter for all is served by the second of two signals, a set or a pulse. */
    private void serveAll(boolean pulse) {
        WordObject[] objects = {object(Kind.AUTO_EVENT), object(Kind.AUTO_EVENT)};
        boolean _ = other.sort(objects, 2);
        threads.noteAll(2);
        other.begin(2, true, null);
        AllWait.join(other);
        int _ = signals.set(objects[0]);
        int _ = pulse ? signals.pulse(objects[1]) : signals.set(objects[1]);
        AllWait.leave(other);
    }

    private void timeOut() {
        WordObject[] objects = {object(Kind.AUTO_EVENT), object(Kind.AUTO_EVENT)};
        int _ = any.await(objects, 2, Deadline.at(System.nanoTime() + 1_000), null, null);
        int _ = all.await(objects, 2, Deadline.at(System.nanoTime() + 1_000), null, null);
        int _ = signals.set(objects[0]);
        int _ = signals.set(objects[1]);
        int _ = all.await(objects, 2, Deadline.now(), null, null);
    }

    private void close() {
        WordObject[] objects = {object(Kind.AUTO_EVENT)};
        queueAny(objects, null);
        signals.close(objects[0]);
        other.queueing.leave();
    }
}
