/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The main class of a child process. It has many futures pending while some threads wait too, wakes
 * all of them, and prints how many were woken.
 */
final class PendingFutures {
    private static final int WORDS = 4;
    private static final int THREADS = 8;

    private PendingFutures() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(args[0])) {
            MemorySegment memory = arena.allocate((long) count * WORDS * Integer.BYTES, 64);
            List<CompletableFuture<WaitResult>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                FutexWord[] words = new FutexWord[WORDS];
                for (int word = 0; word < WORDS; word++) {
                    words[word] = word(memory, i, word);
                }
                futures.add(waitAny.awaitAsync(WaitSet.of(words), Deadline.never()));
            }
            for (int i = 0; i < count; i++) {
                awaitWaiter(word(memory, i, WORDS - 1));
            }
            System.out.println("meanwhile " + waitMeanwhile(waitAny));
            int ready = 0;
            for (int i = 0; i < count; i++) {
                FutexWord word = word(memory, i, i % WORDS);
                word.set(1);
                word.wakeOne();
                ready += futures.get(i).join().index() == i % WORDS ? 1 : 0;
            }
            System.out.println("ready " + ready);
        }
    }

    private static void awaitWaiter(FutexWord word) {
        while (Futex.waiters(word.segment(), false) == 0) {
            Thread.onSpinWait();
        }
    }

    /** Each thread opens a ring and a file. Returns how many of them have waited. */
    private static int waitMeanwhile(WaitAny waitAny) throws Exception {
        CountDownLatch all = new CountDownLatch(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> waits = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                waits.add(
                        threads.submit(
                                () -> {
                                    all.countDown();
                                    all.await();
                                    return waitsInVain(waitAny);
                                }));
            }
            int done = 0;
            for (Future<Boolean> wait : waits) {
                done += wait.get() ? 1 : 0;
            }
            return done;
        }
    }

    private static boolean waitsInVain(WaitAny waitAny) throws Exception {
        try (Arena arena = Arena.ofShared();
                FileChannel file = FileChannel.open(Path.of("/dev/null"))) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            Deadline soon = Deadline.after(Duration.ofMillis(20));
            return file.isOpen() && waitAny.await(set, soon).kind() == WaitResult.Kind.TIMED_OUT;
        }
    }

    private static FutexWord word(MemorySegment memory, int wait, int word) {
        long offset = ((long) wait * WORDS + word) * Integer.BYTES;
        return FutexWord.of(memory, offset, Sharing.PRIVATE);
    }
}
