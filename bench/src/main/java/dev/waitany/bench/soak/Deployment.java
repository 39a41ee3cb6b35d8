/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Uses a copy of the library as an application in a container does: waits in every form, is woken
 * and interrupted, and closes. {@link LoaderChurn} loads this class in a fresh class loader, so its
 * types are different ones each time, and the answer is one of the JDK's.
 */
public final class Deployment implements Callable<String> {
    /** Called by reflection. */
    public Deployment() {}

    /** Returns what went wrong, or nothing. */
    @Override
    public String call() throws Exception {
        for (Support support : WaitAny.strategies()) {
            if (support.available()) {
                try (Arena arena = Arena.ofShared();
                        WaitAny waitAny = WaitAny.open(support.strategy())) {
                    FutexWord word = FutexWord.allocate(arena);
                    List<WaitResult> results =
                            List.of(future(waitAny, word), thread(waitAny, word), armed(waitAny));
                    interrupt(waitAny, word);
                    if (!results.stream().allMatch(WaitResult::isReady)) {
                        return support.strategy() + " answered " + results;
                    }
                }
            }
        }
        return "";
    }

    private static WaitResult future(WaitAny waitAny, FutexWord word) {
        CompletableFuture<WaitResult> future =
                waitAny.awaitAsync(WaitSet.of(word), Deadline.never());
        change(word);
        return future.join();
    }

    private static WaitResult thread(WaitAny waitAny, FutexWord word) throws Exception {
        WaitSet set = WaitSet.of(word);
        Thread waker = Thread.ofPlatform().start(() -> change(word));
        WaitResult result = waitAny.await(set, Deadline.never());
        waker.join();
        return result;
    }

    private static WaitResult armed(WaitAny waitAny) throws Exception {
        try (Arena arena = Arena.ofShared()) {
            FutexWord word = FutexWord.allocate(arena);
            try (ArmedSet armed = waitAny.arm(WaitSet.of(word))) {
                change(word); // before the first call arms it, which finds the change
                return armed.await(Deadline.never());
            }
        }
    }

    private static void interrupt(WaitAny waitAny, FutexWord word) throws Exception {
        Thread waiter =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        waitAny.await(WaitSet.of(word), Deadline.never());
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt(); // as asked for
                                    }
                                });
        waiter.interrupt();
        waiter.join();
    }

    private static void change(FutexWord word) {
        word.getAndAdd(1);
        word.wakeAll();
    }
}
