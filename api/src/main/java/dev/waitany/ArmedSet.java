/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set whose words stay armed from one wait to the next; only the one that ended a wait is armed
 * again.
 *
 * <p>{@link #await} ends for one word at a time, which is not armed afterwards until {@link
 * #rearm}. Wakes that come between two calls are not lost: where the strategy keeps the words with
 * the kernel ({@link Capabilities#staysArmed()}) they are counted and delivered by the next calls,
 * in the order they came; where not, the next call finds the changed words.
 *
 * <p>Belongs to the thread that armed it: {@code await} and {@code rearm} are for that thread
 * alone, virtual or not. {@link #close()} is for any thread. An armed word must outlive the set:
 * close the set before the arena.
 */
public final class ArmedSet implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final String strategy;
    private final WaitSet set;
    private final ArmedWait wait;
    private final @Nullable ArmedHost host;
    private final Consumer<ArmedSet> onClose;

    ArmedSet(
            String strategy,
            WaitSet set,
            ArmedWait wait,
            @Nullable ArmedHost host,
            Consumer<ArmedSet> onClose) {
        this.strategy = strategy;
        this.set = set;
        this.wait = wait;
        this.host = host;
        this.onClose = onClose;
    }

    /**
     * Blocks until an armed word is woken or is found changed when it is armed, or until the
     * deadline. No garbage in steady state where the set stays armed.
     *
     * @return {@code WOKEN} or {@code CHANGED} with the index of a word that is not armed any more;
     *     {@code TIMED_OUT}; or {@code CANCELLED} if the set was closed meanwhile
     * @throws InterruptedException if the thread is interrupted; the words stay armed
     * @throws WaitAnyClosedException if the {@link WaitAny} is closed meanwhile
     * @throws IllegalStateException if the set is closed, no word is armed, or the caller does not
     *     own the set
     */
    public WaitResult await(Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        refuseStrangers();
        return WaitRecording.isOn()
                ? WaitRecording.recorded(strategy, "armed", set, () -> unrecorded(deadline))
                : unrecorded(deadline);
    }

    private WaitResult unrecorded(Deadline deadline) throws InterruptedException {
        return host == null ? wait.await(deadline) : host.await(() -> wait.await(deadline));
    }

    /**
     * As {@link #await(Deadline)}, for as many words as are ready: blocks until there is one, and
     * takes with it those that are ready too, in the order in which they became so. A word that
     * does not fit is the first of the next call, so none starves. Each is disarmed until {@link
     * #rearm}.
     *
     * @param ready takes their indexes from 0 on
     * @return how many; 0 when the deadline passed first
     * @throws IllegalArgumentException if {@code ready} has no room
     * @throws IllegalStateException as above, and if the set is closed meanwhile
     */
    public int await(int[] ready, Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        if (ready.length == 0) {
            throw new IllegalArgumentException("no room for a ready word");
        }
        refuseStrangers();
        return host == null
                ? wait.await(ready, deadline)
                : host.await(() -> wait.await(ready, deadline));
    }

    /**
     * Arms a word again that has ended a wait. Makes no system call: the next {@code await} arms
     * it, and reports it as {@code CHANGED} if it does not hold this value then.
     *
     * @throws IllegalStateException if the word is armed, the set is closed, or the caller does not
     *     own the set
     */
    public void rearm(int index, int expected) {
        refuseStrangers();
        if (host == null) {
            wait.rearm(index, expected);
        } else {
            host.call(
                    () -> {
                        wait.rearm(index, expected);
                        return true;
                    });
        }
    }

    /**
     * Adds a word to the live set. Makes no system call: the next {@code await} arms it, and
     * reports it as {@code CHANGED} if it does not hold {@code expected} then.
     *
     * @return its place: that of a word that was removed before, or one behind the last
     * @throws IllegalArgumentException if the word is in the set already, lives in a confined arena
     *     while the owner is virtual, or is one more than the strategy takes
     * @throws IllegalStateException if its arena is closed, the set is closed, or the caller does
     *     not own the set
     */
    public int add(FutexWord word, int expected) {
        refuseStrangers();
        if (host == null) {
            return wait.add(word, expected);
        }
        if (WaitSet.isConfined(word)) {
            throw new IllegalArgumentException(
                    "the word lives in a confined arena, and another thread waits for this virtual one");
        }
        return host.call(() -> wait.add(word, expected));
    }

    /**
     * Removes a word from the live set, armed or not; when this returns, the kernel does not hold
     * it, and its arena may go. A wake that was consumed and not delivered yet goes to another
     * waiter. Its place is vacant until {@link #add} takes it.
     *
     * @throws IndexOutOfBoundsException if there is no such place
     * @throws IllegalStateException if the word was removed before, the set is closed, or the
     *     caller does not own the set
     */
    public void remove(int index) {
        refuseStrangers();
        if (host == null) {
            wait.remove(index);
        } else {
            host.call(
                    () -> {
                        wait.remove(index);
                        return true;
                    });
        }
    }

    /** The words; those that were removed are there until others take their places. */
    public WaitSet set() {
        return set;
    }

    /**
     * Disarms all words; returns when the kernel holds none of them. Wakes that no call has
     * delivered go to another waiter of their word. Closed by another thread than the owner, a set
     * cannot tell which those are, and one waiter of each armed word is woken.
     */
    @Override
    public void close() {
        if (host == null) {
            wait.close();
        } else {
            host.execute(wait::close); // by the owner, when it is free
            wait.hastenClose();
            host.close();
        }
        onClose.accept(this);
    }

    private void refuseStrangers() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "this armed set belongs to "
                            + owner
                            + ", and only it may wait; this is "
                            + Thread.currentThread());
        }
    }

    @Override
    public String toString() {
        return "ArmedSet of " + set;
    }
}
