/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.WaitvArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Calls futex_waitv(2) as a wait does, with two words. The first call finds a changed word, and the
 * second one queues both and ends at a deadline that has passed. So the kernel has read the array,
 * compared words, queued a waiter and taken it off. Takes some microseconds.
 */
final class WaitvTrial {
    private WaitvTrial() {}

    /** Returns 0 if the call works, or the negated errno of the refusal. */
    static int answer() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(JAVA_INT, 2);
            WaitvArray array = new WaitvArray(arena, 2);
            for (int i = 0; i < 2; i++) {
                array.word(i, words.address() + i * JAVA_INT.byteSize(), false);
                array.expect(i, i); // the second word holds another value
            }
            int changed = wait(array, arena);
            array.expect(1, 0);
            int passed = changed == -Errno.EAGAIN ? wait(array, arena) : changed;
            return passed == -Errno.ETIMEDOUT ? 0 : passed;
        }
    }

    private static int wait(WaitvArray array, Arena arena) {
        int answer;
        do { // a signal ends the call with EINTR
            Timespec passed = new Timespec(arena);
            answer = Futex.waitv(CallState.allocate(), array.segment(), 2, passed, Clock.MONOTONIC);
        } while (answer == -Errno.EINTR);
        return answer;
    }
}
