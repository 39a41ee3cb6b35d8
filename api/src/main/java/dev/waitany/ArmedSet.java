/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.engine.ArmedCalls;
import dev.waitany.recording.WaitRecording;
import java.util.Objects;

/**
 * A set whose words stay armed from one wait to the next. Only the word that ended a wait is armed
 * again, so the cost of a wait does not grow with the number of words.
 *
 * {@snippet :
 * WaitSet set = WaitSet.of(words);
 * try (ArmedSet armed = waitAny.arm(set)) {
 *     while (running) {
 *         WaitResult result = armed.await(Deadline.never());
 *         if (!result.isReady()) {
 *             break; // another thread has closed the armed set
 *         }
 *         int index = result.index();
 *         int seen = set.word(index).get(); // acquire: what the waker wrote before is visible
 *         handle(index, seen);
 *         armed.rearm(index, seen); // a change since the get is reported by the next await
 *     }
 * }
 * }
 *
 * <p><b>States of a word.</b> A word is <i>armed</i> at first. When it is woken, or found changed
 * when it is armed, it is <i>ready</i>. {@link #await} reports one ready word, which is then
 * <i>disarmed</i>: no wait reports it until {@link #rearm}.
 *
 * <p><b>Between two calls.</b> Where the strategy keeps the words with the kernel ({@link
 * Capabilities#staysArmed()}), a wake between two calls is consumed when it comes, and delivered by
 * one of the next calls, in the order of the wakes. Elsewhere each call is a new wait: a wake
 * between two calls finds no waiter, and the next call reports the changed word.
 *
 * <p><b>Words that several threads wait for.</b> An armed word consumes a wake even while the set's
 * owner is busy with something else, and for as long as that takes. A waker that wakes one waiter
 * ({@link FutexWord#wakeOne()}) then counts a waiter that does not act, and other waiters of the
 * word sleep on. So do not arm a word for which several threads wait, unless its wakers use {@link
 * FutexWord#wakeAll()}. {@link WaitAny#await} has no such limit: it holds its words only while its
 * thread waits. {@link #forward} is for another case, a thread that acts on another word than the
 * reported one.
 *
 * <p><b>Threads.</b> The set belongs to the thread that armed it, virtual or not. That thread alone
 * may call its methods, except {@link #close()} and {@link #set()}, which are for any thread.
 *
 * <p>An armed word must outlive the set: close the set before the arena.
 */
public final class ArmedSet implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final String strategy;
    private final WaitSet set;
    private final ThreadDeadline timeout = new ThreadDeadline(); // of the call under way
    private final ArmedCalls calls;

    ArmedSet(String strategy, WaitSet set, ArmedCalls calls) {
        this.strategy = strategy;
        this.set = set;
        this.calls = calls;
    }

    /**
     * Blocks until an armed word is ready, or until the deadline. A word that becomes changed
     * without a wake after it was armed ends no call. Makes no garbage in steady state where the
     * set stays armed.
     *
     * @return {@code WOKEN} or {@code CHANGED} with the index of a word that is now disarmed;
     *     {@code TIMED_OUT}; or {@code CANCELLED} if the set was closed during the call
     * @throws InterruptedException if the thread is interrupted before or during the call; the
     *     words stay armed
     * @throws WaitAnyClosedException if the {@link WaitAny} is closed during the call
     * @throws IllegalStateException if the set is closed, no word is armed, the caller does not own
     *     the set, or the kernel refuses a word
     */
    public WaitResult await(Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        refuseStrangers();
        return WaitRecording.isOn()
                ? WaitRecording.recorded(strategy, "armed", set, () -> calls.await(deadline))
                : calls.await(deadline);
    }

    /**
     * Waits as {@link #await(Deadline)} does, for a number of nanoseconds from now on. Makes no
     * garbage either, while a deadline made for each wait is an object.
     *
     * @param nanos on CLOCK_MONOTONIC; the call does not block if it is 0 or less
     */
    public WaitResult await(long nanos) throws InterruptedException {
        refuseStrangers(); // the deadline is the owner's
        return await(timeout.in(nanos));
    }

    /**
     * Waits as {@link #await(Deadline)}, and reports as many ready words as the array has room for:
     * blocks until there is one, and takes the others that are ready then. They are reported in the
     * order in which they became ready. Words for which there is no room come first in the next
     * call, so every ready word is reported. Each is disarmed until {@link #rearm}.
     *
     * @param ready gets their indexes, from 0 on
     * @return their number; 0 if the deadline passed first
     * @throws IllegalArgumentException if {@code ready} has no room
     * @throws IllegalStateException as {@link #await(Deadline)}, and if the set is closed during
     *     the call
     */
    public int await(int[] ready, Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        if (ready.length == 0) {
            throw new IllegalArgumentException("no room for a ready word");
        }
        refuseStrangers();
        return calls.await(ready, deadline);
    }

    /**
     * Arms a disarmed word again. Makes no system call: the next {@code await} arms the word, and
     * reports it as {@code CHANGED} if it does not hold {@code expected} then.
     *
     * @throws IndexOutOfBoundsException if there is no such index
     * @throws IllegalStateException if the word is armed or removed, the set is closed, or the
     *     caller does not own the set
     */
    public void rearm(int index, int expected) {
        refuseStrangers();
        calls.rearm(index, expected);
    }

    /**
     * Adds a word. Makes no system call: the next {@code await} arms the word, and reports it as
     * {@code CHANGED} if it does not hold {@code expected} then.
     *
     * @return its index: that of a removed word, or one behind the last
     * @throws IllegalArgumentException if the word is in the set already, if it lives in a confined
     *     arena and the owner is virtual, or if the strategy takes no more words
     * @throws IllegalStateException if its arena is closed, the set is closed, or the caller does
     *     not own the set
     */
    public int add(FutexWord word, int expected) {
        refuseStrangers();
        return calls.add(word, expected);
    }

    /**
     * Removes a word, armed or not. When this returns, the kernel does not hold the word, and its
     * arena may be closed. If a wake of it was consumed and not delivered yet, it is forwarded to
     * another waiter. The index is vacant until {@link #add} takes it.
     *
     * @throws IndexOutOfBoundsException if there is no such index
     * @throws IllegalStateException if the word was removed before, the set is closed, or the
     *     caller does not own the set
     */
    public void remove(int index) {
        refuseStrangers();
        calls.remove(index);
    }

    /**
     * Wakes one waiter of the word that a result reports as woken, for an owner that acts on
     * another word instead. The same as {@link WaitSet#forward} on {@link #set()}. The word may be
     * disarmed or armed again; if the owner has armed it again, and has called {@code await} since,
     * the wake may reach this set itself.
     *
     * @param result of {@link #await(Deadline)} on this set; call this before the word is removed
     * @return whether a waiter was woken
     * @throws IndexOutOfBoundsException if the result's index is not one of this set
     * @throws IllegalStateException if the word's arena is closed, or the caller does not own the
     *     set
     */
    public boolean forward(WaitResult result) {
        refuseStrangers();
        return set.forward(result);
    }

    /**
     * Returns the words. {@link #add} and {@link #rearm} change this set; other threads may read it
     * only if the owner does not do so at the same time. Removed words are there until others take
     * their places.
     */
    public WaitSet set() {
        return set;
    }

    /**
     * Disarms all words. Returns when the kernel holds none of them, and the {@link WaitSet} can be
     * used by another wait. Any thread may call this, and more than once: a second call returns
     * when the first one is done. A call of the owner that is blocked ends with {@code CANCELLED}.
     *
     * <p>Wakes that were consumed and not delivered are forwarded to another waiter of their word.
     * If another thread than the owner closes the set, it may be unknown which words these are.
     * Then one waiter of each armed word is woken.
     *
     * @throws IllegalStateException if a word's arena was closed before; the set is closed all the
     *     same
     */
    @Override
    public void close() {
        calls.close();
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
