/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The futex word on which a helper sleeps between waits. It holds the helper's state:
 *
 * <table>
 * <caption>States and transitions</caption>
 * <tr><th>state</th><th>meaning</th><th>entered by</th></tr>
 * <tr><td>IDLE</td><td>sleeps on the parking word, or is about to; no signal is on its
 *     way</td><td>the helper, {@link #leave} or {@link #settle}</td></tr>
 * <tr><td>REQUEUED</td><td>the kernel moves it from the parking word to its word without waking
 *     it</td><td>the owner of a wait</td></tr>
 * <tr><td>SENT</td><td>it wakes up and waits on its word itself</td><td>the owner</td></tr>
 * <tr><td>REQUEUED or SENT, with ALERTED</td><td>a signal was sent, or will be at
 *     once</td><td>the owner, {@link #alert}</td></tr>
 * <tr><td>the same with REPEATED</td><td>further signals were sent, or will be at
 *     once</td><td>the owner, {@code alert}</td></tr>
 * <tr><td>LEFT</td><td>it is off its word, and a signal may be on its way to it</td><td>the
 *     helper, {@code leave}</td></tr>
 * <tr><td>TOLD</td><td>every signal was sent: it makes one system call and becomes
 *     IDLE</td><td>the owner, {@link #tell}</td></tr>
 * <tr><td>ENDED</td><td>its thread ends</td><td>the pool, from IDLE only</td></tr>
 * </table>
 *
 * <p><b>No signal reaches a later wait.</b> A signal that comes late would take the helper off its
 * next word for a moment, in which a wake finds no waiter. The owner of the wait is the only
 * sender. It sets ALERTED before it sends a signal, by an atomic step that fails once the helper
 * has left. So a helper that leaves without ALERTED is sent none. If one signal was announced and
 * the helper's call ended with EINTR, then that signal has arrived. In all other cases (a wake came
 * first, or a signal was repeated) the helper becomes LEFT. The owner tells it when the signals
 * were sent. A signal that was sent arrives at the latest when the next system call of its thread
 * returns, so the helper makes one before it becomes IDLE.
 *
 * <p>A signal of other code whose handler has no SA_RESTART can be taken for the announced one. It
 * takes helpers off their words itself, and so there is no wait without it.
 *
 * <p>Changes are atomic, with the memory effects of volatile accesses; {@link #set} releases and
 * reads acquire.
 *
 * <p>Source: kernel/entry/common.c, exit_to_user_mode_loop; kernel/signal.c, complete_signal.
 */
final class ParkingWord {
    static final int IDLE = 0;
    static final int REQUEUED = 1;
    static final int SENT = 2;
    static final int LEFT = 3;
    static final int TOLD = 4;
    static final int ENDED = 5;
    private static final int STATE = 7;
    private static final int ALERTED = 8;
    private static final int REPEATED = 16;

    private final FutexWord word = FutexWord.allocate(Arena.ofAuto());

    MemorySegment segment() {
        return word.segment();
    }

    /** Returns the state, without the flags. */
    int state() {
        return word.get() & STATE;
    }

    /** Changes the state of an idle helper. */
    void set(int state) {
        word.set(state);
    }

    /** Sends a helper that the kernel did not requeue. Returns false if it has left already. */
    boolean sendInstead() {
        return word.compareAndSet(REQUEUED, SENT);
    }

    /** Announces a signal. Returns false if the helper has left: no signal must be sent. */
    boolean alert() {
        while (true) {
            int now = word.get();
            if ((now & STATE) != REQUEUED && (now & STATE) != SENT) {
                return false;
            }
            if (word.compareAndSet(now, now | ((now & ALERTED) == 0 ? ALERTED : REPEATED))) {
                return true;
            }
        }
    }

    /**
     * Records that the helper is off its word. Called by the helper.
     *
     * @param interrupted whether the kernel has ended its call with EINTR
     * @return whether it is IDLE; otherwise it is LEFT
     */
    boolean leave(boolean interrupted) {
        while (true) {
            int now = word.get();
            int signals = now & (ALERTED | REPEATED);
            boolean settled = signals == 0 || (signals == ALERTED && interrupted);
            if (word.compareAndSet(now, settled ? IDLE : LEFT)) {
                return settled;
            }
        }
    }

    /** Tells a helper that has left that all its signals were sent. Returns whether it is TOLD. */
    boolean tell() {
        return word.compareAndSet(LEFT, TOLD) || state() == TOLD;
    }

    /** Makes a helper idle that was told. Called by the helper, after a system call. */
    void settle() {
        word.set(IDLE);
    }
}
