/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.uring.Ring;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * Does with a ring what a wait does: it waits on a word and is woken, then waits again and cancels.
 * A sandbox may allow a ring to be made and refuse to let it be entered, and a kernel may know an
 * operation and refuse it.
 *
 * <p>Needs no other thread: a wait on a ring blocks nobody until completions are awaited. Takes
 * some 10 µs, and never more than two seconds.
 */
final class RingTrial {
    /** Entries that the ring needs room for. */
    static final int ENTRIES = 2;

    private static final long LIMIT = 1_000_000_000; // ns, for a completion that is due at once
    private static final long WAIT = 1; // user_data
    private static final long CANCEL = 2; // user_data
    private static final int NOT_COMPLETED = Integer.MIN_VALUE;

    private final Ring ring;
    private final EntryForm form;
    private final FutexWord word;
    private final WaitSet set;

    private RingTrial(Ring ring, EntryForm form, FutexWord word) {
        this.ring = ring;
        this.form = form;
        this.word = word;
        this.set = WaitSet.of(word);
    }

    /** What makes the entries of a strategy's waits. */
    interface Form {
        EntryForm in(Arena arena);
    }

    /**
     * Tries the ring of the calling thread. If something fails, the ring is closed, so that the
     * kernel holds nothing afterwards.
     *
     * @return what failed; empty if all works
     */
    static Optional<String> failure(Ring ring, Form form) {
        try (Arena arena = Arena.ofConfined()) {
            Optional<String> failure =
                    new RingTrial(ring, form.in(arena), FutexWord.allocate(arena)).failure();
            if (failure.isPresent()) {
                ring.closeShut(); // before the word is freed
            }
            return failure;
        }
    }

    private Optional<String> failure() {
        try {
            Optional<String> woken = failureToBeWoken();
            return woken.isPresent() ? woken : failureToCancel();
        } catch (IllegalStateException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private Optional<String> failureToBeWoken() {
        form.submit(ring, set, WAIT);
        ring.submit();
        if (word.wakeOne() != 1) {
            return Optional.of("a wait on a ring was not queued: " + ended(result(1)));
        }
        int result = result(1);
        return result >= 0
                ? Optional.empty()
                : Optional.of("a wait on a ring was woken, and answered " + ended(result));
    }

    private Optional<String> failureToCancel() {
        form.submit(ring, set, WAIT);
        ring.submit();
        ring.submissions().cancelEverything(CANCEL);
        int result = result(2);
        return result == -Errno.ECANCELED
                ? Optional.empty()
                : Optional.of("a wait on a ring was cancelled, and answered " + ended(result));
    }

    /** Awaits so many completions, and returns the result of the wait's. */
    private int result(int completions) {
        int result = NOT_COMPLETED;
        long begin = System.nanoTime();
        int seen = 0;
        while (seen < completions && System.nanoTime() - begin < LIMIT) {
            ring.enter(completions - seen, LIMIT, Guards.NONE);
            for (int i = ring.completions().available(); i > 0; i--) {
                if (ring.completions().userData(0) == WAIT) {
                    result = ring.completions().result(0);
                }
                ring.completions().consume(1);
                seen++;
            }
        }
        return result;
    }

    private static String ended(int result) {
        return result == NOT_COMPLETED
                ? "nothing within a second"
                : result < 0 ? Errno.name(result) : Integer.toString(result);
    }
}
