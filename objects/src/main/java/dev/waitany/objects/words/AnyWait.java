/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.WaitCode;
import org.jspecify.annotations.Nullable;

/**
 * Waits for any of some objects. Thread-safe.
 *
 * <ol>
 *   <li>Passes over the objects, and takes the first that is free by one compare-and-set.
 *   <li>If none is and the deadline has not passed: passes over them again, under the lock of each.
 *       Takes the first that is free, and queues itself at those before it. So each object was seen
 *       not to be free at a moment before a later one is taken, and no signal is missed in between.
 *   <li>Blocks until its wait has been ended. If it is notified (barging), it passes over the
 *       objects again.
 *   <li>Leaves the queues in which it still is. If an object is free that it was notified of, it
 *       notifies the next waiter.
 * </ol>
 */
final class AnyWait implements Blocking.Look {
    private static final int NOTHING = Waiter.WAITING;

    private final Threads threads;
    private final OwnerWatch watch;
    private final Signals signals;
    private final Blocking blocking;

    AnyWait(Threads threads, OwnerWatch watch, Signals signals, Blocking blocking) {
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
        OwnerRecord owner = onBehalf;
        for (int i = 0; i < count; i++) {
            WordObject object = (WordObject) objects[i];
            if (object.kind() == Kind.MUTEX && owner == null) {
                owner = threads.owner();
            }
            int code = take(object, i, owner);
            if (code != NOTHING) {
                return code;
            }
        }
        if (deadline.hasPassed()) {
            return alerts != null && alerts.isRaised() ? WaitCode.ALERTED : WaitCode.TIMED_OUT;
        }
        return queue(objects, count, deadline, alerts, owner);
    }

    /** Takes an object without a lock, if it is free. */
    private int take(WordObject object, int index, @Nullable OwnerRecord owner) {
        Kind kind = object.kind();
        int number = owner == null ? 0 : owner.number;
        while (true) {
            long seen = object.unlockedWord();
            if ((seen & ObjectWord.CLOSED) != 0) {
                return WaitCode.closed(index);
            }
            if (!ObjectWord.isTakable(kind, seen, number)) {
                if (kind != Kind.MUTEX) {
                    return NOTHING;
                }
                if (ObjectWord.isTooDeep(kind, seen, number)) {
                    return WaitCode.tooDeep(index);
                }
                if (!watch.refresh(object)) {
                    return NOTHING;
                }
            } else if (kind.staysSet()) {
                return index;
            } else {
                if (kind == Kind.MUTEX && (seen & ObjectWord.QUEUED) != 0) {
                    threads.waiter().stack.check(); // for what follows the take
                }
                if (object.cas(seen, ObjectWord.taken(kind, seen, number))) {
                    if (kind == Kind.MUTEX) {
                        object.holder = owner;
                        boolean _ = watch.watchIfQueued(object);
                        signals.serveOwner(object, owner);
                    }
                    return code(index, seen);
                }
            }
        }
    }

    private static int code(int index, long word) {
        return (word & ObjectWord.ABANDONED) != 0 ? index | WaitCode.ABANDONED : index;
    }

    private int queue(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable OwnerRecord owner) {
        Waiter waiter = threads.waiter();
        waiter.stack.check();
        waiter.reserve(count);
        waiter.begin(count, false, owner);
        waiter.countWait(1);
        Queueing queueing = waiter.queueing;
        try {
            if (queueing.join(objects, count)) {
                int _ = blocking.await(waiter, deadline, alerts, this);
            }
        } catch (Throwable failure) { // no memory for an alarm or a watch
            if (waiter.claim(WaitCode.TIMED_OUT)) {
                queueing.leave();
                waiter.countWait(-1);
                throw failure;
            }
        }
        queueing.leave();
        waiter.countWait(-1);
        int code = waiter.state();
        if (code >= 0) {
            WordObject taken = (WordObject) objects[WaitCode.index(code)];
            boolean _ = watch.watchIfQueued(taken);
            signals.serveOwner(taken, owner);
        }
        return code;
    }

    @Override
    public void look(Waiter waiter) {
        waiter.queueing.look();
    }

    @Override
    public boolean watch(Waiter waiter) {
        return waiter.queueing.watchOwners(watch);
    }
}
