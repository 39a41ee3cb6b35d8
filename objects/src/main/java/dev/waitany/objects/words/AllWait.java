/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.WaitCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Waits for all of some objects. Thread-safe.
 *
 * <p>Locks all objects in the order of their numbers. If all are free, it takes them under the
 * locks, which is one instant. Otherwise it queues itself at all of them under the same locks, and
 * blocks until a signal has found all free and taken them for it ({@link AllService}).
 */
final class AllWait implements Blocking.Look {
    private final Threads threads;
    private final OwnerWatch watch;
    private final Signals signals;
    private final Blocking blocking;

    AllWait(Threads threads, OwnerWatch watch, Signals signals, Blocking blocking) {
        this.threads = threads;
        this.watch = watch;
        this.signals = signals;
        this.blocking = blocking;
    }

    int await(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable OwnerRecord onBehalf) {
        Waiter waiter = threads.waiter();
        waiter.stack.check();
        waiter.reserve(count);
        boolean once = waiter.sort(objects, count);
        try {
            return once ? await(waiter, count, deadline, alerts, onBehalf) : WaitCode.TWICE;
        } finally {
            Arrays.fill(waiter.sorted, 0, count, null); // nobody sees a node of it any more
        }
    }

    private int await(
            Waiter waiter,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable OwnerRecord onBehalf) {
        OwnerRecord owner = onBehalf;
        for (int i = 0; i < count && owner == null; i++) {
            owner = waiter.sorted[i].kind() == Kind.MUTEX ? threads.owner() : null;
        }
        boolean passed = deadline.hasPassed();
        if (!mayBeFree(waiter, count, owner) && passed) {
            return alerts != null && alerts.isRaised() ? WaitCode.ALERTED : WaitCode.TIMED_OUT;
        }
        threads.noteAll(count);
        waiter.begin(count, true, owner);
        AllLocks.lock(waiter.sorted, count);
        int code = codeOf(waiter);
        if (code == Waiter.WAITING && passed) {
            code = alerts != null && alerts.isRaised() ? WaitCode.ALERTED : WaitCode.TIMED_OUT;
        }
        if (code != Waiter.WAITING) {
            unlockAll(waiter, code >= 0);
            boolean _ = watch(waiter);
            return taken(waiter, code);
        }
        return queue(waiter, deadline, alerts);
    }

    /**
     * Looks without locks, and at owners that may have ended. If an object is not free at one
     * moment, then not all were free at that moment.
     */
    private boolean mayBeFree(Waiter waiter, int count, @Nullable OwnerRecord owner) {
        int number = owner == null ? 0 : owner.number;
        for (int i = 0; i < count; i++) {
            WordObject object = waiter.sorted[i];
            long seen = object.unlockedWord();
            if ((seen & ObjectWord.CLOSED) == 0
                    && !ObjectWord.isTakable(object.kind(), seen, number)
                    && !ObjectWord.isTooDeep(object.kind(), seen, number)
                    && !watch.refresh(object)) {
                return false;
            }
        }
        return true;
    }

    /** Returns how the wait ends now that all objects are locked, or WAITING. */
    private static int codeOf(Waiter waiter) {
        int code = 0;
        for (int i = 0; i < waiter.count; i++) {
            WordObject object = waiter.sorted[i];
            long word = object.word();
            if ((word & ObjectWord.CLOSED) != 0) {
                return WaitCode.closed(waiter.places[i]);
            }
            if (ObjectWord.isTooDeep(object.kind(), word, waiter.ownerNumber)) {
                return WaitCode.tooDeep(waiter.places[i]);
            }
            if (!ObjectWord.isTakable(object.kind(), word, waiter.ownerNumber)) {
                code = Waiter.WAITING;
            } else if ((word & ObjectWord.ABANDONED) != 0 && code == 0) {
                code = WaitCode.ABANDONED;
            }
        }
        return code;
    }

    private static void unlockAll(Waiter waiter, boolean take) {
        for (int i = waiter.count - 1; i >= 0; i--) {
            WordObject object = waiter.sorted[i];
            long word = object.word();
            if (take) {
                word = ObjectWord.taken(object.kind(), word, waiter.ownerNumber);
                if (object.kind() == Kind.MUTEX) {
                    object.holder = waiter.owner;
                }
            }
            object.unlock(word);
        }
    }

    /** Returns how the wait ended, after its owner's other waits for the mutexes were served. */
    private int taken(Waiter waiter, int code) {
        for (int i = 0; code >= 0 && i < waiter.count; i++) {
            signals.serveOwner(waiter.sorted[i], waiter.owner);
        }
        return code;
    }

    @Override
    public boolean watch(Waiter waiter) {
        boolean watched = true;
        for (int i = 0; i < waiter.count; i++) {
            watched &= watch.watchIfQueued(waiter.sorted[i]);
        }
        return watched;
    }

    /** Queues a waiter at all of its objects, at one instant. */
    static void join(Waiter waiter) {
        AllLocks.lock(waiter.sorted, waiter.count);
        joinLocked(waiter);
    }

    private static void joinLocked(Waiter waiter) {
        for (int i = 0; i < waiter.count; i++) {
            waiter.sorted[i].add(waiter.nodes[i], waiter.places[i]);
        }
        unlockAll(waiter, false);
    }

    private int queue(Waiter waiter, Deadline deadline, @Nullable AlertPort alerts) {
        waiter.countWait(1);
        joinLocked(waiter);
        try {
            int _ = blocking.await(waiter, deadline, alerts, this);
        } catch (Throwable failure) { // no memory for an alarm or a watch
            if (waiter.claim(WaitCode.TIMED_OUT)) {
                leave(waiter);
                waiter.countWait(-1);
                throw failure;
            }
        }
        leave(waiter);
        waiter.countWait(-1);
        return taken(waiter, waiter.state());
    }

    /** Leaves the queues, if nobody has taken the waiter out of them. */
    static void leave(Waiter waiter) {
        for (int i = 0; i < waiter.count; i++) {
            Node node = waiter.nodes[i];
            if (node.queued) {
                WordObject object = waiter.sorted[i];
                long word = object.lock();
                if (node.queued) {
                    object.remove(node);
                }
                object.unlock(word);
            }
            node.object = null;
        }
    }

    /** Waits for all are never notified. */
    @Override
    public void look(Waiter waiter) {}
}
