/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.FutexWord;
import dev.waitany.linux.Errno;
import dev.waitany.linux.descriptor.EpollEvents;
import java.lang.foreign.Arena;
import java.util.function.Consumer;

/**
 * A word that tells when a descriptor is ready.
 *
 * <p>The word holds 0 while nothing is known to be ready, and the {@linkplain PollEvents events}
 * otherwise. So a wait expects {@link #NOT_READY}. A program {@linkplain #arm() arms} the word,
 * waits, handles the descriptor, and arms the word again:
 *
 * {@snippet :
 * DescriptorWord input = watcher.watch(descriptor, PollEvents.READ);
 * WaitSet set = WaitSet.of(input.word(), other); // expects 0, as the word is not armed yet
 * while (true) {
 *     input.arm();
 *     WaitResult result = waitAny.await(set, Deadline.never());
 *     if (result.index() == 0) {
 *         handle(input.ready()); // read what is there
 *     }
 * }
 * }
 *
 * <p><b>Level.</b> Arming looks at the descriptor. If it is still ready, because not everything was
 * read, the word changes again. So nothing needs to be read to the end. Between the event and the
 * next arming, the descriptor is not watched.
 *
 * <p><b>Nothing is consumed.</b> An event does not take readiness from the descriptor, and it wakes
 * all waiters of the word. So a surplus wake of such a word means nothing, and forwarding it does
 * no harm. If several threads handle one descriptor, each must expect to find it empty.
 *
 * <p><b>Closing.</b> Close this object before the descriptor: its waits then end at once. If the
 * descriptor is closed first, the watcher finds that out within about a quarter of a second while
 * the word is armed (two seconds if there are very many), and {@link #arm()} finds it at once. In
 * all cases the word then holds {@link PollEvents#INVALID}, its waiters are woken, and {@link
 * #arm()} throws. A descriptor that gets the same number later is not mistaken for this one.
 *
 * <p>Thread-safe.
 *
 * <p>Source: man 7 epoll, man 2 epoll_ctl (EPOLLONESHOT).
 */
public final class DescriptorWord implements AutoCloseable {
    /** The value of the word while the descriptor is not known to be ready. */
    public static final int NOT_READY = 0;

    private final FutexWord word = FutexWord.allocate(Arena.ofAuto());
    private final Epoll epoll;
    private final EpollEvents event = new EpollEvents(1);
    private final int descriptor;
    private final int events;
    private final int slot;
    private final Consumer<DescriptorWord> whenClosed;

    // Guarded by this.
    private boolean added; // epoll has the descriptor, under this word
    private boolean armed;
    private int arming; // number of the present or last one: an event of an earlier one is stale
    private boolean unwoken; // the word has changed, and its waiters may not have been woken
    private String ended = ""; // why this can be armed no more; empty if it can

    DescriptorWord(
            Epoll epoll,
            int descriptor,
            int events,
            int slot,
            int firstArming,
            Consumer<DescriptorWord> whenClosed) {
        this.epoll = epoll;
        this.descriptor = descriptor;
        this.events = events;
        this.slot = slot;
        this.arming = firstArming;
        this.whenClosed = whenClosed;
    }

    /** Returns the word to wait for. Only this object changes it. */
    public FutexWord word() {
        return word;
    }

    /** Returns the number of the descriptor. */
    public int descriptor() {
        return descriptor;
    }

    /** Returns the events that are ready, or {@link #NOT_READY}. Makes no system call. */
    public int ready() {
        return word.get();
    }

    /**
     * Watches the descriptor for one more event. Sets the word to {@link #NOT_READY} before, unless
     * it is armed already: then this does nothing. One system call, or none. Makes no garbage.
     *
     * @throws IllegalStateException if this or the watcher is closed, or if the descriptor is; the
     *     message names it. Or if the kernel refuses for another reason; this can be called again
     *     then
     */
    public synchronized void arm() {
        if (!ended.isEmpty()) {
            throw new IllegalStateException(this + " cannot be armed: " + ended);
        }
        if (armed) {
            return;
        }
        wakeWaiters();
        arming++;
        word.set(NOT_READY);
        int result = enable();
        if (isLost(result)) {
            lose("epoll_ctl(2): " + Errno.name(result));
            throw new IllegalStateException(this + " cannot be armed: " + ended);
        }
        if (result < 0) {
            throw new IllegalStateException(this + ": epoll_ctl(2): " + Errno.name(result));
        }
        armed = true;
    }

    /**
     * Stops watching the descriptor, which stays open, and ends all waits for the word. Closing a
     * closed one does nothing.
     */
    @Override
    public void close() {
        end("it is closed");
        whenClosed.accept(this);
    }

    /** Adds the descriptor to epoll; returns 0 or a negated errno. */
    synchronized int add() {
        int result = epoll.add(descriptor, event);
        added = result >= 0;
        return result;
    }

    /** Replaces an older word of the number if epoll takes it; returns 0 or a negated errno. */
    synchronized int addAfter(DescriptorWord old) {
        return old.yieldTo(this);
    }

    /** While epoll is asked, this word does not use the number, which may be another file's now. */
    private synchronized int yieldTo(DescriptorWord successor) {
        int result = successor.add();
        if (result >= 0) {
            lose("");
        }
        return result;
    }

    /** Tells an event of an arming, unless it is stale. */
    synchronized void tell(int ofArming, int readyEvents) {
        if (armed && ofArming == arming) {
            armed = false;
            change(readyEvents);
        }
    }

    /** Looks whether the number of an armed descriptor is still that of the same file. */
    synchronized void check() {
        wakeWaiters();
        if (armed) {
            int result = enable();
            if (isLost(result)) {
                lose("epoll_ctl(2): " + Errno.name(result));
            }
        }
    }

    /** Ends this for a reason, unless it has ended. */
    synchronized void end(String reason) {
        if (!ended.isEmpty()) {
            wakeWaiters();
            return;
        }
        ended = reason;
        armed = false;
        try {
            if (added) {
                epoll.remove(descriptor);
                added = false;
            }
        } finally {
            change(PollEvents.INVALID);
        }
    }

    int slot() {
        return slot;
    }

    private int enable() {
        return epoll.enable(
                descriptor,
                event,
                events,
                (long) arming << Integer.SIZE | Integer.toUnsignedLong(slot));
    }

    /** Tells whether epoll answers that the number is not that of the watched file any more. */
    private static boolean isLost(int result) {
        return result == -Errno.EBADF || result == -Errno.ENOENT;
    }

    /** Notes that the number is not that of the watched file. It must not be used any more. */
    private void lose(String answer) {
        added = false;
        end(
                "the descriptor was closed while it was watched"
                        + (answer.isEmpty() ? "" : ", " + answer));
    }

    private void change(int value) {
        unwoken = true;
        word.set(value);
        wakeWaiters();
    }

    /**
     * Wakes the waiters of a change. If that fails (no memory), it is repeated with the next check.
     */
    private void wakeWaiters() {
        if (unwoken) {
            word.wakeAll();
            unwoken = false;
        }
    }

    @Override
    public String toString() {
        return "watch of descriptor " + descriptor + " for " + PollEvents.describe(events);
    }
}
