/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.CallState;
import dev.waitany.linux.descriptor.EpollEvents;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The kernel's calls, of which a test refuses some. Notes which descriptors are open. */
final class FaultyEpoll implements EpollCalls {
    /** The calls that can be refused. */
    enum Call {
        EPOLL_CREATE,
        EVENTFD,
        ADD,
        REMOVE,
        ENABLE,
        AWAIT,
        WRITE,
        CLOSE;

        private static Call of(int operation) {
            return switch (operation) {
                case 1 -> ADD;
                case 2 -> REMOVE;
                default -> ENABLE;
            };
        }
    }

    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private Call refused = Call.CLOSE; // guarded by this
    private int refusals; // guarded by this
    private int answer; // guarded by this
    private final Semaphore holding = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private volatile boolean hold;
    private volatile boolean hasty;
    private final AtomicInteger errors = new AtomicInteger();

    /** Refuses the next calls of a kind. */
    synchronized FaultyEpoll refuse(Call call, int times, int with) {
        refused = call;
        refusals = times;
        answer = with;
        return this;
    }

    /** Lets every wait end at once, as if its time had passed. */
    void hurry() {
        hasty = true;
    }

    /** Holds the next events back, between the kernel and the watcher. */
    void holdEvents() {
        holding.drainPermits();
        released.drainPermits();
        hold = true;
    }

    /** Returns when events are held back. */
    void untilHeld() {
        holding.acquireUninterruptibly();
    }

    /** Lets the watcher have the events that are held back. */
    void releaseEvents() {
        hold = false;
        released.release();
    }

    /** Lets the next waits throw errors. */
    void throwErrors(int number) {
        errors.set(number);
    }

    int errorsLeft() {
        return errors.get();
    }

    synchronized int refusalsLeft() {
        return refusals;
    }

    /** Returns the descriptors that were made and not closed. */
    Set<Integer> open() {
        return open;
    }

    private int unless(Call call, IntSupplier kernel) {
        synchronized (this) {
            if (call == refused && refusals > 0) {
                refusals--;
                return answer;
            }
        }
        return kernel.getAsInt();
    }

    private int noted(int made) {
        if (made >= 0) {
            open.add(made);
        }
        return made;
    }

    @Override
    public int epollCreate() {
        return noted(unless(Call.EPOLL_CREATE, KERNEL::epollCreate));
    }

    @Override
    public int eventfd() {
        return noted(unless(Call.EVENTFD, KERNEL::eventfd));
    }

    @Override
    public int control(int epoll, int operation, int descriptor, EpollEvents event) {
        return unless(
                Call.of(operation), () -> KERNEL.control(epoll, operation, descriptor, event));
    }

    @Override
    public int await(CallState state, int epoll, EpollEvents events, int millis) {
        if (errors.get() > 0) { // one thread waits
            errors.decrementAndGet();
            throw new OutOfMemoryError("as a test wants");
        }
        int count =
                unless(Call.AWAIT, () -> KERNEL.await(state, epoll, events, hasty ? 0 : millis));
        if (hold && count > 0) {
            holding.release();
            released.acquireUninterruptibly();
        }
        return count;
    }

    @Override
    public int write(int descriptor, MemorySegment bytes) {
        return unless(Call.WRITE, () -> KERNEL.write(descriptor, bytes));
    }

    @Override
    public int close(int descriptor) {
        open.remove(descriptor);
        return unless(Call.CLOSE, () -> KERNEL.close(descriptor));
    }
}
