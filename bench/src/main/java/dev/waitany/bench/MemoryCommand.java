/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Weighs armed sets, in a JVM that does nothing else: each argument is WORKLOAD:STRATEGY:SIZE, each
 * answer a line of bytes per word: heap, resident beside it, kernel.
 */
@Command(name = "memory", hidden = true)
final class MemoryCommand implements Callable<Integer> {
    private static final int FEW = 100;

    @Parameters private List<String> cells = List.of();

    @Override
    public Integer call() throws Exception {
        for (String argument : cells) {
            Cell cell = Cell.parse(argument);
            weigh(cell.strategy(), FEW); // what is loaded and compiled once is no word's
            Footprint taken = weigh(cell.strategy(), cell.size());
            System.out.println(
                    taken.heap() / cell.size()
                            + " "
                            + taken.resident() / cell.size()
                            + " "
                            + taken.kernel() / cell.size());
        }
        return 0;
    }

    /** While the owner is blocked, and every word armed. */
    private static Footprint weigh(String strategy, int count) throws Exception {
        Footprint before = Footprint.now();
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(strategy);
                ExecutorService owner = Executors.newSingleThreadExecutor()) {
            FutexWord[] words = new FutexWord[count];
            for (int i = 0; i < count; i++) {
                words[i] = FutexWord.allocate(arena);
            }
            WaitSet set = WaitSet.of(words);
            Future<Boolean> woken = owner.submit(() -> awaitOnce(waitAny, set));
            FutexWord last = words[count - 1]; // words are armed in order
            while (Futex.waiters(last.segment(), false) == 0) {
                Thread.sleep(1); // looking holds up the kernel where it keeps waiters
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
