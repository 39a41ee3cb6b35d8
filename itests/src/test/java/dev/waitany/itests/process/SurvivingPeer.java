/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Task;
import java.nio.file.Path;

/** Waits for the same words as another process, which is killed, and goes on. */
final class SurvivingPeer {
    /** Kills the other process. */
    @FunctionalInterface
    interface Killing {
        void kill() throws Exception;
    }

    private SurvivingPeer() {}

    /**
     * Runs as a separate process. Arguments: board, strategy, and {@code java} or {@code c} for the
     * other process. Prints {@code both wait} when the other process can be killed.
     */
    public static void main(String[] args) throws Exception {
        try (Board board = new Board(Path.of(args[0]));
                WaitAny waitAny = WaitAny.open(args[1])) {
            WaitSet theirs = args[2].equals("c") ? board.firstRequest() : board.requests();
            outlive(board.requests(), theirs, waitAny, () -> System.out.println("both wait"));
        }
        System.out.println("outlived");
    }

    /**
     * Waits together with the other process until that is killed. Wakes then reach this process
     * only.
     *
     * @param theirs the words of the set that the other process waits for
     */
    static void outlive(WaitSet set, WaitSet theirs, WaitAny waitAny, Killing killing)
            throws Exception {
        KernelQueue.untilWaiting(theirs, 1);
        Task<WaitResult> survivor =
                Task.start("survivor", () -> waitAny.await(set, Deadline.never()));
        KernelQueue.untilWaiting(theirs, 2);
        killing.kill();
        KernelQueue.untilWaiting(set, 1);
        assertWoken(set, theirs.size() - 1, survivor);
        Task<WaitResult> next = Task.start("next", () -> waitAny.await(set, Deadline.never()));
        KernelQueue.untilWaiting(set, 1);
        assertWoken(set, 0, next);
    }

    private static void assertWoken(WaitSet set, int index, Task<WaitResult> waiter) {
        assertThat(set.word(index).wakeAll()).as("waiters of a word, the dead included").isOne();
        assertThat(waiter.result()).hasToString("WOKEN " + index);
        assertThat(set.word(index).wakeAll()).isZero();
    }
}
