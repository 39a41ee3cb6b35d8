/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls on an armed set ask of its poller, one after the other, and whether the poller has
 * answered.
 *
 * <ol>
 *   <li>The call names its thread as the <i>caller</i> ({@link #begin}).
 *   <li>It changes the set, counts a request ({@link #ask}), and passes the set to the poller.
 *   <li>The poller notes which request it has seen ({@link #see}), and does what was asked.
 *   <li>When the kernel has taken all of that, and its completions were read, the poller answers
 *       ({@link #answer}): the seen request and the earlier ones are done.
 * </ol>
 *
 * <p>The caller parks between looks at the answer and the words. The poller changes those and then
 * unparks the caller; the caller has named itself before the looks. The fields are volatile, so a
 * change is not missed.
 *
 * <p>Usually a caller has nothing to do when it is answered: its words are armed, and it waits on.
 * So an answer unparks it only if it has said that it awaits one ({@link #awaitAnswer}).
 */
final class ArmedRequests {
    private volatile @Nullable Thread caller;
    private volatile int asked; // written by the caller only
    private volatile int answered; // written by the poller only
    private volatile boolean awaiting; // an answer; written by the caller only
    private int seen; // the poller's

    /** Names the calling thread as the one to unpark. */
    void begin() {
        caller = Thread.currentThread();
    }

    /** Names no thread. */
    void end() {
        caller = null;
        awaiting = false;
    }

    /** Says that the caller needs the next answer. It looks again before it parks. */
    void awaitAnswer() {
        if (!awaiting) {
            awaiting = true;
        }
    }

    /** Counts a request. Called by the caller only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one caller at a time
    void ask() {
        asked++;
    }

    /** Takes the last request back, which no poller has got. Called by the caller only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one caller at a time
    void retract() {
        asked--;
    }

    /** Tells the caller whether all its requests were answered. */
    boolean areAnswered() {
        return answered - asked >= 0;
    }

    /** Notes that the poller sees all requests so far. */
    void see() {
        seen = asked;
    }

    /** Tells the poller whether there are requests that it has not seen. */
    boolean haveUnseen() {
        return asked - seen > 0;
    }

    /**
     * Answers what was seen.
     *
     * @param needed tells whether the caller has something to do now, although it may not await
     *     that. It is asked after the answer is written: a caller that gets something to do later
     *     sees the answer (Dekker)
     */
    void answer(BooleanSupplier needed) {
        answered = seen; // before the looks at what the caller waits for
        if (awaiting || needed.getAsBoolean()) {
            unpark();
        }
    }

    /** Lets the caller look again. Any thread may call this. */
    void unpark() {
        Thread parked = caller;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }
}
