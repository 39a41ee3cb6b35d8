/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.nio.file.Path;
import java.time.Duration;

/** The answering process: waits for all requests, of which one changes, and answers it. */
final class AnsweringPeer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Checks whether the asking process is still there. */
    @FunctionalInterface
    interface Look {
        void look() throws Exception;
    }

    private AnsweringPeer() {}

    /** Runs as a separate process. Arguments: board, strategy, rounds. */
    public static void main(String[] args) throws Exception {
        try (Board board = new Board(Path.of(args[0]));
                WaitAny waitAny = WaitAny.open(args[1])) {
            answer(board, waitAny, Integer.parseInt(args[2]), () -> {});
        }
    }

    /**
     * Answers that many requests.
     *
     * @param whenNoneComes is called repeatedly while none comes, and may throw
     */
    static void answer(Board board, WaitAny waitAny, int rounds, Look whenNoneComes)
            throws Exception {
        WaitSet requests = board.requests();
        WaitSet answers = board.answers();
        for (int i = 0; i < requests.size(); i++) {
            requests.expect(i, 0); // the peer may have asked before this process waits
        }
        for (int round = 1; round <= rounds; round++) {
            WaitResult request = await(waitAny, requests, whenNoneComes);
            assertThat(request.index()).as("round %d", round).isEqualTo(round % Board.REQUESTS);
            assertThat(requests.word(request.index()).get()).isEqualTo(round);
            requests.expect(request.index(), round);
            FutexWord answer = answers.word(round % Board.ANSWERS);
            answer.set(round);
            answer.wakeOne();
        }
    }

    private static WaitResult await(WaitAny waitAny, WaitSet set, Look whenNoneComes)
            throws Exception {
        while (true) {
            WaitResult result = waitAny.await(set, Deadline.after(PATIENCE));
            if (result.isReady() && !Board.isLateWake(result, set)) {
                return result;
            }
            whenNoneComes.look();
        }
    }
}
