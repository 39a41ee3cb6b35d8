/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The system call of a wait. This is the seam for tests: an implementation can refuse the call, or
 * throw before or after it.
 */
interface WaitvCall {
    /** The running kernel. */
    WaitvCall KERNEL = Futex::waitv;

    /**
     * Calls futex_waitv(2), for a caller that holds the arenas of the words.
     *
     * @return as {@link Futex#waitv(CallState, MemorySegment, int, Timespec, Clock)}
     */
    int await(
            CallState state,
            MemorySegment waiters,
            int count,
            @Nullable Timespec deadline,
            Clock clock);
}
