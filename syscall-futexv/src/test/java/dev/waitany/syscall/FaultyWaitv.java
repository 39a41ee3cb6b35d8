/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Timespec;
import dev.waitany.tck.faults.CallFault;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The kernel, except that one call fails. Thread-safe. */
final class FaultyWaitv implements WaitvCall {
    private final CallFault fault;
    private final int failing;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * Makes a kernel with a fault.
     *
     * @param failing the number of the call that fails, from 0, in the order of all threads' calls
     */
    FaultyWaitv(CallFault fault, int failing) {
        this.fault = fault;
        this.failing = failing;
    }

    /** Tells whether the call was made that fails. */
    boolean isHit() {
        return calls.get() > failing;
    }

    @Override
    public int await(
            CallState state,
            MemorySegment waiters,
            int count,
            @Nullable Timespec deadline,
            Clock clock) {
        if (calls.getAndIncrement() != failing) {
            return KERNEL.await(state, waiters, count, deadline, clock);
        }
        if (fault.errno() != 0) {
            return -fault.errno();
        }
        if (fault.isAfter()) {
            KERNEL.await(state, waiters, count, deadline, clock);
        }
        throw fault.thrown();
    }

    @Override
    public String toString() {
        return fault + " in call " + failing;
    }
}
