/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps futures pending, each on one word, wakes them, and cancels some.
 *
 * <p>The words never change, and this thread alone wakes them, one wake at a time. So a future
 * whose wake the kernel counted must be done soon, as {@code WOKEN}, and a future whose cancel was
 * accepted must have left its word.
 */
final class FutureLane implements Lane {
    private static final int FUTURES = 64;
    private static final int CANCEL_ONE_IN = 64;
    private static final int DEADLINE_ONE_IN = 8;
    private static final int LONGEST_NANOS = 3_000_000;

    private final String strategy;

    FutureLane(String strategy) {
        this.strategy = strategy;
    }

    @Override
    public String name() {
        return "future " + strategy;
    }

    @Override
    public void run(SoakContext soak) {
        try (Arena arena = Arena.ofShared()) {
            List<Slot> slots = new ArrayList<>();
            try (WaitAny waitAny = soak.open(strategy)) {
                SplittableRandom random = soak.random(name());
                for (int i = 0; i < FUTURES; i++) {
                    slots.add(new Slot(FutexWord.allocate(arena), waitAny, random, soak));
                }
                while (!soak.isOver()) {
                    slots.forEach(Slot::step);
                }
                slots.forEach(Slot::finish);
            }
            soak.refuseHeld(name(), slots.stream().map(s -> s.word).toArray(FutexWord[]::new));
        }
    }

    /** One word and its pending future. */
    private final class Slot {
        private final FutexWord word;
        private final WaitSet set;
        private final WaitAny waitAny;
        private final SplittableRandom random;
        private final SoakContext soak;
        private final Patience patience;
        private CompletableFuture<WaitResult> future;
        private boolean owed; // the kernel has counted a wake, and the future is to report it

        Slot(FutexWord word, WaitAny waitAny, SplittableRandom random, SoakContext soak) {
            this.word = word;
            this.set = WaitSet.of(word);
            this.waitAny = waitAny;
            this.random = random;
            this.soak = soak;
            this.patience = soak.patience();
            this.future = begin();
        }

        private CompletableFuture<WaitResult> begin() {
            Deadline deadline =
                    random.nextInt(DEADLINE_ONE_IN) > 0
                            ? Deadline.never()
                            : Deadline.after(Duration.ofNanos(1 + random.nextInt(LONGEST_NANOS)));
            return waitAny.awaitAsync(set, deadline);
        }

        void step() {
            if (future.isDone()) {
                account(future.join());
                future = begin();
            } else if (owed) {
                if (patience.isExhausted()) {
                    report(Finding.Kind.LOST, "the kernel counted a wake, and " + future);
                }
            } else if (random.nextInt(CANCEL_ONE_IN) == 0) {
                cancel();
                future = begin();
            } else if (word.wakeOne() == 1) {
                soak.counts.add(Count.ISSUED);
                owed = true;
                patience.begin();
            }
        }

        private void account(WaitResult result) {
            if (result.kind() == WaitResult.Kind.WOKEN || result.surplus().length > 0) {
                soak.counts.add(
                        result.kind() == WaitResult.Kind.WOKEN ? Count.DELIVERED : Count.SURPLUS);
                if (!owed) {
                    report(Finding.Kind.INVENTED, result + " without a wake");
                }
            } else if (owed) {
                report(Finding.Kind.LOST, "the kernel counted a wake, and the end is " + result);
            } else if (result.kind() == WaitResult.Kind.TIMED_OUT) {
                soak.counts.add(Count.TIMED_OUT);
            } else {
                report(Finding.Kind.BROKEN, "the word has not changed, and the end is " + result);
            }
            owed = false;
        }

        /** Cancels while no wake is on its way, so that none can be consumed. */
        private void cancel() {
            if (!future.cancel(true)) {
                account(future.join());
                return;
            }
            soak.counts.add(Count.CANCELLED);
            if (word.wakeAll() > 0) {
                report(Finding.Kind.HELD, "the future is cancelled, and a wake found its wait");
            }
        }

        /** Waits for the wake that is on its way, and ends the wait. */
        void finish() {
            if (owed && !patience.until(future::isDone)) {
                report(Finding.Kind.LOST, "the kernel counted a wake, and " + future);
            } else if (owed) {
                account(future.join());
            } else {
                cancel();
            }
        }

        private void report(Finding.Kind kind, String detail) {
            soak.findings.add(kind, name(), word + ": " + detail);
        }
    }
}
