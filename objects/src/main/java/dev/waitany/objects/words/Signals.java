/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Refusal;
import dev.waitany.objects.engine.WaitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals objects. One compare-and-set if nobody has to be served; otherwise under the object's
 * lock, by the signalling thread's {@link Service}. Thread-safe.
 */
final class Signals {
    private static final int FIRST_LOOK = 16; // names of waiters

    private final boolean handOff;
    private final Threads threads;
    private final OwnerWatch watch;

    Signals(boolean handOff, Threads threads, OwnerWatch watch) {
        this.handOff = handOff;
        this.threads = threads;
        this.watch = watch;
    }

    int set(WordObject event) {
        return signal(event, Signal.SET, 0);
    }

    int pulse(WordObject event) {
        return signal(event, Signal.PULSE, 0);
    }

    int release(WordObject semaphore, int count) {
        return signal(semaphore, Signal.RELEASE, count);
    }

    int unlock(WordObject mutex, @Nullable OwnerRecord owner) {
        return signal(mutex, Signal.UNLOCK, (owner == null ? threads.owner() : owner).number);
    }

    int abandon(WordObject mutex, Thread owner) {
        int number = ObjectWord.value(mutex.unlockedWord());
        OwnerRecord record = watch.owner(mutex, number);
        if (record != null && record.thread() != owner) {
            return (mutex.word() & ObjectWord.CLOSED) != 0 ? Refusal.CLOSED : Refusal.NOT_OWNER;
        }
        return abandon(mutex, record == null && owner.isAlive() ? 0 : number);
    }

    /** Makes a mutex abandoned if that number owns it. */
    int abandon(WordObject mutex, int owner) {
        return signal(mutex, Signal.ABANDON, owner);
    }

    private int signal(WordObject object, Signal signal, int argument) {
        Kind kind = object.kind();
        for (int spins = 0; ; spins++) {
            long seen = object.word();
            if ((seen & ObjectWord.LOCKED) != 0) {
                // The caller's own wait may have taken it, by the thread that still has the lock.
                WordObject.pause(spins);
                continue;
            }
            int refusal = signal.refusal(object, seen, argument);
            if (refusal != 0) {
                return refusal;
            }
            long next = signal.applied(seen, argument);
            if (signal.serves(kind, seen, next, handOff)) {
                return serve(object, signal, argument);
            }
            if (object.cas(seen, next)) {
                return ObjectWord.shown(kind, seen);
            }
        }
    }

    private int serve(WordObject object, Signal signal, int argument) {
        Waiter me = threads.waiter();
        me.stack.check();
        Service service = me.service.idle();
        long seen = lockWithRoom(object, service);
        int refusal = signal.refusal(object, seen, argument);
        if (refusal != 0) {
            object.unlock(seen);
            return refusal;
        }
        service.run(object, signal.applied(seen, argument), signal == Signal.PULSE, handOff, watch);
        return ObjectWord.shown(object.kind(), seen);
    }

    /**
     * Locks an object, with room to serve each waiter for all that is queued now. Those that come
     * later are not served by this signal, because they have seen what it did.
     */
    private long lockWithRoom(WordObject object, Service service) {
        while (true) {
            service.reserve(threads.largestAll());
            long seen = object.lock();
            if (service.hasRoom(threads.largestAll())) {
                return seen;
            }
            object.unlock(seen);
        }
    }

    /**
     * Serves the other waits of an owner that has taken a mutex: those on its behalf, and its own
     * if the mutex was taken on its behalf. Such a wait may have been queued while somebody else
     * had the mutex. Called by each wait that has taken one, so it does not throw.
     */
    void serveOwner(WordObject mutex, @Nullable OwnerRecord owner) {
        if (owner == null
                || owner.waits.get() == 0
                || mutex.kind() != Kind.MUTEX
                || (mutex.word() & ObjectWord.QUEUED) == 0) {
            return;
        }
        try {
            Waiter me = threads.waiter();
            me.stack.check();
            Service service = me.service.idle();
            long seen = lockWithRoom(mutex, service);
            if (ObjectWord.value(seen) == owner.number && (seen & ObjectWord.CLOSED) == 0) {
                service.runForOwner(mutex, seen, watch);
            } else {
                mutex.unlock(seen);
            }
        } catch (VirtualMachineError failure) {
            // The mutex is taken, and the caller must learn that.
        }
    }

    /** Does what can fail before an object is closed. */
    void prepareClose() {
        threads.waiter().stack.check();
    }

    /** Closes an object: ends all waits for it. */
    void close(WordObject object) {
        Waiter me = threads.waiter();
        me.stack.check();
        boolean more = true;
        while (more) {
            long seen = object.lock();
            Node node;
            while ((node = object.head) != null && !me.wakes.isFull()) {
                if (node.waiter.claim(WaitCode.closed(node.index))) {
                    me.wakes.add(node.waiter);
                }
                object.remove(node);
            }
            more = object.head != null;
            object.unlock(seen | ObjectWord.CLOSED);
            me.wakes.wake();
        }
    }

    /** Makes a mutex abandoned if its owner has ended. */
    void refresh(WordObject object) {
        boolean _ = watch.refresh(object);
    }

    boolean isOwned(long word) {
        int owner = ObjectWord.value(word);
        return owner != 0 && owner == threads.owner().number;
    }

    @Nullable OwnerRecord owner(WordObject mutex, long word) {
        return watch.owner(mutex, ObjectWord.value(word));
    }

    /** Returns the names of the waiting threads, in order. */
    List<String> waiters(WordObject object) {
        threads.waiter().stack.check();
        Thread[] found = new Thread[FIRST_LOOK];
        int count = copyWaiters(object, found);
        while (count > found.length) {
            found = new Thread[2 * count];
            count = copyWaiters(object, found);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = found[i].getName();
            names.add(name.isEmpty() ? "thread " + found[i].threadId() : name);
        }
        return names;
    }

    /** Copies as many as fit. Returns how many there are. */
    private static int copyWaiters(WordObject object, Thread[] into) {
        long seen = object.lock();
        int count = 0;
        for (Node node = object.head; node != null; node = node.next) {
            if (count < into.length) {
                into[count] = node.waiter.thread;
            }
            count++;
        }
        object.unlock(seen);
        return count;
    }
}
