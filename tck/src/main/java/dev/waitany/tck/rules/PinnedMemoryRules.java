/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rule 10: memory outlives the waits on it, or its next owner gets the wakes. */
@SuppressWarnings("MustBeClosedChecker") // arenas are closed at chosen moments
public interface PinnedMemoryRules extends ContractRules {
    /** Automatic arenas come first, to show that they do not use up what holds the others. */
    @Test
    default void rule10_anyNumberOfArenasIsHeldByABlockedWait() {
        int count = Math.min(36, waitAny().capabilities().maxWords());
        int automatic = count / 3;
        Arena[] arenas = new Arena[count];
        FutexWord[] words = new FutexWord[count];
        for (int i = 0; i < count; i++) {
            arenas[i] = i < automatic ? Arena.ofAuto() : Arena.ofShared();
            words[i] = FutexWord.allocate(arenas[i]);
        }
        TestThread<WaitResult> waiter = fixture().waiter("waiter", WaitSet.of(words));
        fixture().untilWaiting(words[count - 1], 1);
        for (int i = automatic; i < count; i++) {
            assertThatThrownBy(arenas[i]::close)
                    .as("arena %s of %s", i, count)
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(words[count - 1].wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), count - 1);
        for (int i = automatic; i < count; i++) {
            Arena arena = arenas[i];
            fixture().until(() -> closes(arena), () -> "an arena could be closed after the wait");
        }
    }

    /**
     * Where the closing of an arena under a pending wait is not refused, the allocator hands the
     * same address to the next word. A wake of that word must reach its waiter.
     *
     * <p>Other waits begin and end all the time, so that a poller is often in Java code, where it
     * cannot refuse. If arenas could be closed, rounds go on until the next owner had the same
     * address often enough.
     *
     * <p>A strategy that cannot tell whether a stale wait was woken passes on a wake too many. It
     * may come when the next round has begun, and end the pending wait at the same address.
     */
    @Test
    default void rule10_wakeReachesTheNextOwnerOfTheAddress() {
        AtomicBoolean stop = new AtomicBoolean();
        TestThread<Boolean> visitor = fixture().threads().start("visitor", () -> visit(stop));
        int rounds = fixture().rounds(50);
        int enough = Math.min(rounds, 10);
        int closed = 0;
        int same = 0;
        for (int i = 0; i < rounds || (closed > 0 && same < enough && i < 20 * rounds); i++) {
            Arena arena = Arena.ofShared();
            FutexWord word = FutexWord.allocate(arena);
            CompletableFuture<WaitResult> stale =
                    waitAny().awaitAsync(WaitSet.of(word), Deadline.never());
            fixture()
                    .until(
                            () -> stale.isDone() || TestWords.waiters(word) == 1,
                            () -> "the pending wait was queued");
            if (closesSoon(arena)) {
                closed++;
                try (Arena next = Arena.ofShared()) {
                    FutexWord nextWord = wordAt(word.address(), next);
                    same += nextWord.address() == word.address() ? 1 : 0;
                    wakeNextOwner(nextWord);
                }
                stale.cancel(true);
            } else {
                stale.cancel(true);
                fixture().until(() -> closes(arena), () -> "the arena could be closed");
            }
        }
        stop.set(true);
        assertThat(visitor.result()).isTrue();
        assertThat(same)
                .as("next owners of the same address, after %s arenas were closed", closed)
                .isGreaterThanOrEqualTo(Math.min(closed, enough) / 2);
    }

    /** Begins and cancels waits, one after another. */
    private boolean visit(AtomicBoolean stop) {
        WaitSet set = fixture().words().set(1);
        while (!stop.get()) {
            assertThat(waitAny().awaitAsync(set, Deadline.never()).cancel(true)).isTrue();
        }
        return true;
    }

    private static boolean closesSoon(Arena arena) {
        for (int attempts = 0; attempts < 20; attempts++) {
            if (closes(arena)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Returns a word at the address if the allocator hands it out soon, or else another word. */
    private static FutexWord wordAt(long address, Arena arena) {
        FutexWord word = FutexWord.allocate(arena);
        for (int i = 0; i < 2_000 && word.address() != address; i++) {
            word = FutexWord.allocate(arena);
        }
        return word;
    }

    private void wakeNextOwner(FutexWord word) {
        TestThread<WaitResult> owner = fixture().waiter("next owner", WaitSet.of(word));
        fixture()
                .until(
                        () ->
                                owner.isDone()
                                        || TestWords.waiters(word) > 0, // done: a passed-on wake
                        () -> "a wait was queued");
        word.getAndAdd(1);
        word.wakeOne();
        Expect.ready(owner.result(), 0);
    }

    private static boolean closes(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException stillHeld) {
            return false;
        }
    }
}
