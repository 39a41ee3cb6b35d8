/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ways in which a strategy can be wrong. */
enum Fault {
    /** No fault. */
    NONE,
    /** Forgets the wake that ended a wait, and waits on. */
    DROPS_WAKES,
    /** Reports another word than the woken one. */
    WRONG_INDEX,
    /** Times out before the deadline. */
    EARLY_TIMEOUT,
    /** Returns neither for a wake nor for an alert. */
    NEVER_RETURNS,
    /** Ignores alerts, and thereby interrupts, close and cancel. */
    DEAF,
    /** Reports wakes that did not happen. */
    SPURIOUS,
    /** Does not report surplus wakes. */
    HIDES_SURPLUS,
    /** Starts a thread for each waiter, which never ends. */
    LEAKS_THREADS,
    /** Claims to keep sets armed between calls, and does not. */
    CLAIMS_TO_STAY_ARMED,
    /** Claims to honour bitsets, and ignores them. */
    CLAIMS_BITSETS,
    /** Keeps only the first eight arenas open during a wait. */
    HOLDS_EIGHT_ARENAS,
    /** Keeps no arena open during a wait. */
    HOLDS_NO_ARENA,
    /** Cannot wait any more after an exception. */
    POISONED_BY_AN_EXCEPTION,
    /** Looks at words after a wake, and loses the wake if that throws. */
    LOOKS_AFTER_A_WAKE,
    /** Looks at words at the deadline, and cannot wait any more if that throws an error. */
    POISONED_BY_AN_ERROR,
    /** Writes to the words that it waits on. */
    WRITES_TO_WORDS;

    /** Adds this fault to a sound waiter. */
    Waiter in(Waiter sound) {
        if (this == LEAKS_THREADS) {
            Thread.ofPlatform().daemon().name("forgotten").start(Fault::parkForever);
        }
        return switch (this) {
            case NONE -> sound;
            case POISONED_BY_AN_EXCEPTION -> new ThrowingWaiter(sound, false);
            case LOOKS_AFTER_A_WAKE -> new ThrowingWaiter(sound, true);
            case POISONED_BY_AN_ERROR -> new PoisonedByAnError(sound);
            default -> new Faulty(sound, this);
        };
    }

    @SuppressWarnings({"InfiniteLoop", "CheckReturnValue"})
    static int parkForever() {
        while (true) {
            Thread.interrupted(); // or it would not park
            LockSupport.park();
        }
    }

    private record Faulty(Waiter sound, Fault fault) implements Waiter {
        @Override
        public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            return switch (fault) {
                case DROPS_WAKES -> dropWakes(set, deadline, surplus);
                case WRONG_INDEX -> next(sound.await(set, deadline, surplus), set.size());
                case EARLY_TIMEOUT -> giveUpEarly(set, deadline, surplus);
                case NEVER_RETURNS -> parkForever();
                case SPURIOUS -> claimWake(set, surplus);
                case WRITES_TO_WORDS -> touch(set, deadline, surplus);
                case HIDES_SURPLUS -> hide(sound.await(set, deadline, surplus), surplus);
                default -> sound.await(set, deadline, surplus);
            };
        }

        @Override
        public void alert() {
            if (fault != DEAF && fault != NEVER_RETURNS) {
                sound.alert();
            }
        }

        @Override
        public void close() {
            sound.close();
        }

        private int dropWakes(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            int outcome = sound.await(set, deadline, surplus);
            return outcome >= 0 ? sound.await(set, deadline, surplus) : outcome;
        }

        private int touch(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            for (int i = 0; i < set.size(); i++) {
                set.word(i).getAndAdd(0);
            }
            return sound.await(set, deadline, surplus);
        }

        private int giveUpEarly(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            boolean timed = deadline.kind() != Deadline.Kind.NEVER;
            return sound.await(set, timed ? Deadline.now() : deadline, surplus);
        }

        private int claimWake(WaitSet set, SurplusWakes surplus) {
            int outcome = sound.await(set, Deadline.after(Duration.ofMillis(2)), surplus);
            return outcome == Outcome.TIMED_OUT ? 0 : outcome;
        }

        private static int next(int outcome, int size) {
            return outcome >= 0 ? (outcome + 1) % size : outcome;
        }

        private static int hide(int outcome, SurplusWakes surplus) {
            surplus.clear();
            return outcome;
        }
    }
}
