/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.WaitAny;
import dev.waitany.itests.harness.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule 8: shared words between processes. The peer changes one of several request words and waits
 * for the answer. This process waits for requests and answers them, so each side waits and wakes.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedWordsIT {
    private static final int ROUNDS = 5_000;

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.write(folder.resolve("board"), new byte[4096]);
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void twoJvmsAskAndAnswer(String strategy) throws Exception {
        try (WaitAny waitAny = Strategies.open(strategy);
                Child peer = Child.jvm(AskingPeer.class, file.toString(), strategy, "" + ROUNDS)) {
            answer(waitAny, peer);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void aCProgramAsksAndAJvmAnswers(String strategy) throws Exception {
        CProgram program = CProgram.compile(folder);
        try (WaitAny waitAny = Strategies.open(strategy);
                Child peer = program.start("ask", file, ROUNDS)) {
            answer(waitAny, peer);
        }
    }

    private void answer(WaitAny waitAny, Child peer) throws Exception {
        try (Board board = new Board(file)) {
            AnsweringPeer.answer(board, waitAny, ROUNDS, () -> failIfEnded(peer));
        }
        String counted = peer.output().strip();
        assertThat(peer.exitCode()).as(counted).isZero();
        assertThat(Long.parseLong(counted))
                .as("wakes that found a waiter in the other process")
                .isBetween((long) ROUNDS / Board.SURE, (long) ROUNDS);
    }

    private static void failIfEnded(Child peer) throws Exception {
        if (!peer.isAlive()) {
            throw new AssertionError("the peer has ended: " + peer.output());
        }
    }
}
