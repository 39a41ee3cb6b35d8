/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import java.util.function.LongSupplier;

/**
 * Decides whether a poller takes its inbox once more before it blocks. Used by the poller's thread
 * only.
 *
 * <p>A thread whose wait has ended usually begins the next one soon. A poller that blocks at once
 * is woken by the first of these threads, submits one wait, blocks, and is woken by the second. So
 * the poller takes the inbox again while there is something in it, and lets one enter submit all.
 *
 * <p>If such threads share the poller's CPU, they run only when the poller does not. So the poller
 * may yield once before it blocks, as long as that fills the inbox. After a yield that did not, it
 * skips some: 1, then 3, then 7, and so on.
 *
 * <p>A yield also lets threads run that have nothing to do with waits, for a time slice each. After
 * a yield that took long, the poller does without for a multiple of that time.
 */
final class InboxRounds {
    /** Rounds in a row; then the rings are entered, since completions may be deferred. */
    private static final int MOST = 16;

    private static final int MOST_MISSES = 6; // so every 64th block tries a yield
    private static final long LONG = 1_000_000; // ns
    private static final int REST = 16;

    private final boolean yields;
    private final Runnable yielder;
    private final LongSupplier clock; // in ns, as System.nanoTime()
    private int rounds;
    private boolean yielded; // since the rings were entered
    private int misses; // yields in a row that did not fill the inbox
    private int toSkip;
    private boolean resting;
    private long restsUntil;

    /**
     * @param yields whether to yield
     */
    InboxRounds(boolean yields) {
        this(yields, Thread::yield, System::nanoTime);
    }

    /** Makes one for tests, with another way to yield and another clock. */
    InboxRounds(boolean yields, Runnable yielder, LongSupplier clock) {
        this.yields = yields;
        this.yielder = yielder;
        this.clock = clock;
    }

    /** Tells whether to take the inbox again, rather than to block. May yield. */
    boolean again(Inbox inbox) {
        if (rounds < MOST && (inbox.wantsAttention() || yieldFills(inbox))) {
            rounds++;
            return true;
        }
        rounds = 0;
        yielded = false;
        return false;
    }

    private boolean yieldFills(Inbox inbox) {
        if (!yields || yielded) {
            return false;
        }
        yielded = true;
        if (toSkip > 0) {
            toSkip--;
            return false;
        }
        long begin = clock.getAsLong();
        if (resting && begin - restsUntil < 0) {
            return false;
        }
        yielder.run();
        boolean filled = inbox.wantsAttention();
        long took = clock.getAsLong() - begin;
        resting = took > LONG;
        restsUntil = begin + REST * took;
        misses = filled ? 0 : Math.min(misses + 1, MOST_MISSES);
        toSkip = (1 << misses) - 1;
        return filled;
    }
}
