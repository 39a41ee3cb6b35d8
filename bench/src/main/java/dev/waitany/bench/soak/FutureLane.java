/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Patience;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps futures pending, each on one word, wakes them, and cancels some.
 *
 * <p>This thread alone wakes the words, one wake at a time. A future must be done soon after its
 * wake, and a future whose cancel was accepted must have left its word.
 *
 * <p>If the strategy's accounting is exact, words never change, so nothing covers a lost wake.
 * Otherwise the word changes before each wake. A vectored wait that is cancelled at its deadline
 * may have consumed the wake, and only the word tells (below Linux 7.1, see the kernel notes).
 */
final class FutureLane implements Lane {
    private static final int FUTURES = 64;
    private static final int CANCEL_ONE_IN = 64;
    private static final int DEADLINE_ONE_IN = 8;
    private static final int LONGEST_NANOS = 3_000_000;
    private static final long PAUSE_NANOS = 100_000;

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
                    LockSupport.parkNanos(PAUSE_NANOS); // most futures are done then
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
        private boolean owed; // a wake was issued, and this future or the next is to report it
        private boolean counted; // the kernel counted it, so it is this future

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
                    report(Finding.Kind.LOST, "a wake was counted, and the future is " + future);
                }
            } else if (random.nextInt(CANCEL_ONE_IN) == 0) {
                cancel();
                future = begin();
            } else if (wake()) {
                soak.counts.add(Count.ISSUED);
                owed = true;
                patience.begin();
            }
        }

        /** Returns whether a future is to report it. */
        private boolean wake() {
            boolean changes = !isExact();
            if (changes) {
                word.set(set.expected(0) + 1); // if the wake finds no waiter, the change is found
            }
            counted = word.wakeOne() == 1;
            return counted || changes;
        }

        private boolean isExact() {
            return waitAny.capabilities().accounting() == Capabilities.Accounting.EXACT;
        }

        private void account(WaitResult result) {
            WaitResult.Kind kind = result.kind();
            boolean reports =
                    kind == WaitResult.Kind.WOKEN
                            || result.surplus().length > 0
                            || (kind == WaitResult.Kind.CHANGED && !isExact());
            if (owed && !counted && kind == WaitResult.Kind.TIMED_OUT && !reports) {
                soak.counts.add(Count.TIMED_OUT);
                return; // its wait had ended before the wake: the next one finds the change
            }
            if (owed && !reports) {
                report(Finding.Kind.LOST, "a wake was counted, and the future is " + result);
            } else if (reports && !owed) {
                report(Finding.Kind.INVENTED, result + " without a wake");
            } else if (reports) {
                soak.counts.add(
                        switch (kind) {
                            case WOKEN -> Count.DELIVERED;
                            case CHANGED -> Count.CHANGED;
                            case TIMED_OUT, CANCELLED -> Count.SURPLUS;
                        });
            } else if (kind == WaitResult.Kind.TIMED_OUT) {
                soak.counts.add(Count.TIMED_OUT);
            } else {
                report(Finding.Kind.BROKEN, "without a wake or a change, the future is " + result);
            }
            owed = false;
            set.refresh();
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
                report(Finding.Kind.LOST, "a wake was counted, and the future is " + future);
            } else if (owed) {
                account(future.join());
                finishMissed();
            } else {
                cancel();
            }
        }

        private void finishMissed() {
            if (owed) {
                future = begin();
                account(future.join()); // complete at once: the word has changed
            }
        }

        private void report(Finding.Kind kind, String detail) {
            soak.findings.add(kind, name(), word + ": " + detail);
        }
    }
}
