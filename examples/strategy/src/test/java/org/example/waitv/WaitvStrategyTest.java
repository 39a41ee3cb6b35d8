/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/** What this strategy promises beyond the contract. */
class WaitvStrategyTest {
    private final CompletableFuture<Path> task = new CompletableFuture<>();

    @Test
    void isListedByWaitAny() {
        assertTrue(
                WaitAny.strategies().stream()
                        .anyMatch(s -> s.strategy().equals(WaitvStrategy.NAME) && s.available()));
    }

    /** The contract asks for all arenas of a set. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 32, 33, FutexWaitv.MAX_WORDS})
    void noArenaOfAnyWordCanBeClosedUnderABlockedWait(int words) throws Exception {
        List<Arena> arenas = new ArrayList<>();
        FutexWord[] all = new FutexWord[words];
        for (int i = 0; i < words; i++) {
            arenas.add(Arena.ofShared());
            all[i] = FutexWord.allocate(arenas.get(i));
        }
        try (WaitAny waitAny = WaitAny.open(WaitvStrategy.NAME)) {
            FutureTask<WaitResult> wait = startBlocked(waitAny, WaitSet.of(all));

            for (Arena arena : arenas) {
                assertThrows(IllegalStateException.class, arena::close);
            }
            all[words - 1].set(1);
            assertEquals(1, all[words - 1].wakeOne());
            assertEquals(words - 1, wait.get(10, SECONDS).index());
        }
        arenas.forEach(Arena::close); // throws if one is still held
    }

    /** Starts a wait on another thread, and returns when that thread is in futex_waitv(2). */
    private FutureTask<WaitResult> startBlocked(WaitAny waitAny, WaitSet set) throws Exception {
        FutureTask<WaitResult> wait =
                new FutureTask<>(
                        () -> {
                            task.complete(Path.of("/proc/thread-self").toRealPath());
                            return waitAny.await(set, Deadline.never());
                        });
        Thread.ofPlatform().start(wait);
        Path call = task.get(10, SECONDS).resolve("syscall"); // man 5 proc_pid_syscall
        Deadline patience = Deadline.after(Duration.ofSeconds(10));
        while (!Files.readString(call).startsWith("449 ")) {
            assertTrue(!patience.hasPassed() && !wait.isDone(), "the wait does not block");
            Thread.onSpinWait();
        }
        return wait;
    }
}
