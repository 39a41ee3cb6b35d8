/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Counts;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Findings;
import dev.waitany.bench.soak.account.Patience;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all lanes of one soak share. Thread-safe. */
final class SoakContext {
    private final SoakPlan plan;
    private final CountDownLatch ended = new CountDownLatch(1);
    final Counts counts = new Counts();
    final Findings findings = new Findings();

    SoakContext(SoakPlan plan) {
        this.plan = plan;
    }

    SoakPlan plan() {
        return plan;
    }

    WaitAny open(String strategy) {
        return plan.strategies().open(strategy);
    }

    /** Tells all lanes to end. */
    void end() {
        ended.countDown();
    }

    /** Returns whether lanes are to end: time is up, somebody asked, or something was found. */
    boolean isOver() {
        return ended.getCount() == 0 || findings.any();
    }

    /** Sleeps, and returns early when lanes are to end. */
    void pause(long nanos) throws InterruptedException {
        if (!findings.any()) {
            boolean over = ended.await(nanos, TimeUnit.NANOSECONDS);
            assert !over || isOver();
        }
    }

    /** Returns a generator that depends on the seed and a name. */
    SplittableRandom random(String name) {
        return new SplittableRandom(plan.seed() ^ (long) name.hashCode() << Integer.SIZE);
    }

    Patience patience() {
        return new Patience(plan.patience());
    }

    /** Reports a finding if the kernel holds a word that no wait is to hold any more. */
    void refuseHeld(String where, FutexWord... words) {
        for (FutexWord word : words) {
            int waiters = word.wakeAll();
            if (waiters > 0) {
                findings.add(
                        Finding.Kind.HELD, where, word + ", for " + waiters + " waits that ended");
            }
        }
    }
}
