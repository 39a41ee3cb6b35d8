/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import java.nio.file.Path;

/** A process that waits for requests that never come, until it is killed. */
final class SleepingPeer {
    private SleepingPeer() {}

    public static void main(String[] args) throws Exception {
        try (Board board = new Board(Path.of(args[0]));
                WaitAny waitAny = WaitAny.open(args[1]);
                ArmedSet armed = waitAny.arm(board.requests())) {
            System.out.println(armed.await(Deadline.never()));
        }
    }
}
