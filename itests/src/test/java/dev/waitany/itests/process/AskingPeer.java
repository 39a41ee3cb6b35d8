/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import java.nio.file.Path;

/**
 * The asking process in Java. Each round changes one request, wakes its waiter, and waits for any
 * of the answers. At the end it prints how many of its wakes found a waiter.
 */
final class AskingPeer {
    private AskingPeer() {}

    public static void main(String[] args) throws Exception {
        try (Board board = new Board(Path.of(args[0]));
                WaitAny waitAny = WaitAny.open(args[1])) {
            WaitSet requests = board.requests();
            WaitSet answers = board.answers();
            long counted = 0;
            int rounds = Integer.parseInt(args[2]);
            for (int round = 1; round <= rounds; round++) {
                FutexWord request = requests.word(round % Board.REQUESTS);
                if (round % Board.SURE == 0) {
                    KernelQueue.untilWaiting(request, 1);
                }
                request.set(round);
                counted += request.wakeOne();
                WaitResult answer;
                do {
                    answer = waitAny.await(answers, Deadline.never());
                } while (Board.isLateWake(answer, answers));
                check(answer.index() == round % Board.ANSWERS, round, answer);
                check(answers.word(answer.index()).get() == round, round, answer);
                answers.expect(answer.index(), round);
            }
            System.out.println(counted);
        }
    }

    private static void check(boolean right, int round, WaitResult answer) {
        if (!right) {
            throw new AssertionError("round " + round + ": " + answer);
        }
    }
}
