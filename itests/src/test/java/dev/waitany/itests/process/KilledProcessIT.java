/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Kernel;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed in its wait takes no wake with it, and harms no other waiter. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledProcessIT {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.write(folder.resolve("board"), new byte[4096]);
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void wordsServeOthersAfterTheirWaiterWasKilled(String strategy) throws Exception {
        try (WaitAny waitAny = Strategies.open(strategy);
                Board board = new Board(file);
                Child peer = Child.jvm(SleepingPeer.class, file.toString(), strategy)) {
            WaitSet set = board.requests();
            Kernel.untilWaiting(set, 1);
            Task<WaitResult> survivor =
                    Task.start("survivor", () -> waitAny.await(set, Deadline.never()));
            Kernel.untilWaiting(set, 2);
            peer.kill();
            Kernel.untilWaiting(set, 1);
            assertWoken(set, 3, survivor);
            Task<WaitResult> next = Task.start("next", () -> waitAny.await(set, Deadline.never()));
            Kernel.untilWaiting(set, 1);
            assertWoken(set, 0, next);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void wordsServeOthersAfterACProgramWasKilled(String strategy) throws Exception {
        CProgram program = CProgram.compile(folder);
        try (WaitAny waitAny = Strategies.open(strategy);
                Board board = new Board(file);
                Child peer = program.start("sleep", file, 0)) {
            WaitSet set = board.requests();
            Kernel.untilWaiting(set.word(0), 1);
            Task<WaitResult> survivor =
                    Task.start("survivor", () -> waitAny.await(set, Deadline.never()));
            Kernel.untilWaiting(set.word(0), 2);
            peer.kill();
            Kernel.untilWaiting(set, 1);
            assertWoken(set, 0, survivor);
        }
    }

    private static void assertWoken(WaitSet set, int index, Task<WaitResult> waiter) {
        assertThat(set.word(index).wakeAll()).as("waiters of a word, the dead included").isOne();
        WaitResult result = waiter.result();
        assertThat(result).hasToString("WOKEN " + index);
        assertThat(set.word(index).wakeAll()).isZero();
    }
}
