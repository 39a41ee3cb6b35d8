/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Footprint;
import dev.waitany.bench.measure.MemoryProbe;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The memory of an armed set: its growth while the owner is blocked and every word is armed. */
final class ArmedSetMemory implements MemoryProbe {
    @Override
    public Footprint measure(String strategy, int count) throws Exception {
        Footprint before = Footprint.now();
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = ComparedStrategy.open(strategy);
                ExecutorService owner = Executors.newSingleThreadExecutor()) {
            FutexWord[] words = new FutexWord[count];
            for (int i = 0; i < count; i++) {
                words[i] = FutexWord.allocate(arena);
            }
            WaitSet set = WaitSet.of(words);
            Future<Boolean> woken = owner.submit(() -> awaitOnce(waitAny, set));
            FutexWord last = words[count - 1]; // words are armed in order
            while (Futex.waiters(last.segment(), false) == 0) {
                Thread.sleep(1); // polling holds the kernel's lock on its waiters
            }
            Footprint after = Footprint.now();
            words[0].getAndAdd(1);
            words[0].wakeOne();
            woken.get();
            return after.minus(before);
        }
    }

    private static boolean awaitOnce(WaitAny waitAny, WaitSet set) throws InterruptedException {
        try (ArmedSet armed = waitAny.arm(set)) {
            return armed.await(Deadline.never()).index() == 0;
        }
    }
}
