/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.WaitAny;
import dev.waitany.itests.harness.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed in its wait consumes no wake, and other waiters go on. */
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
            SurvivingPeer.outlive(board.requests(), board.requests(), waitAny, peer::kill);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void wordsServeOthersAfterACProgramWasKilled(String strategy) throws Exception {
        CProgram program = CProgram.compile(folder);
        try (WaitAny waitAny = Strategies.open(strategy);
                Board board = new Board(file);
                Child peer = program.start("sleep", file, 0)) {
            SurvivingPeer.outlive(board.requests(), board.firstRequest(), waitAny, peer::kill);
        }
    }
}
