/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Calls futex(2) as a wait of this strategy does. It finds a changed word, waits until a deadline
 * that has passed, requeues and wakes. Takes some microseconds.
 */
final class FutexTrial {
    private FutexTrial() {}

    /** Returns 0 if the calls work, or the negated errno of a refusal. */
    static int answer() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(JAVA_INT);
            int[][] answers = {
                {wait(word, 1, arena), -Errno.EAGAIN},
                {wait(word, 0, arena), -Errno.ETIMEDOUT},
                {Futex.waiters(word, false), 0},
                {Futex.wake(word, 1, Futex.ANY_BIT, false), 0},
            };
            for (int[] answer : answers) {
                if (answer[0] != answer[1]) {
                    return answer[0];
                }
            }
            return 0;
        }
    }

    private static int wait(MemorySegment word, int expected, Arena arena) {
        CallState state = CallState.allocate();
        Timespec passed = new Timespec(arena);
        int answer;
        do { // a signal ends the call with EINTR
            answer =
                    Futex.await(
                            state, word, expected, Futex.ANY_BIT, false, passed, Clock.MONOTONIC);
        } while (answer == -Errno.EINTR);
        return answer;
    }
}
