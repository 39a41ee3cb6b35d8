/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.SignalTarget;
import dev.waitany.linux.Timespec;
import dev.waitany.tck.faults.CallFault;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The kernel, except that one call fails. Thread-safe. */
final class FaultyCalls implements FutexCalls {
    private final CallFault fault;
    private final int failing;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String hit = "";

    /**
     * Makes a kernel with a fault.
     *
     * @param failing the number of the call that fails, from 0, in the order of all threads' calls
     */
    FaultyCalls(CallFault fault, int failing) {
        this.fault = fault;
        this.failing = failing;
    }

    /** Returns the call that has failed; empty if there was none. */
    String hit() {
        return hit;
    }

    /** Returns whether nobody can know what the kernel has answered. */
    boolean hidesTheAnswer() {
        return fault.errno() == 0;
    }

    @Override
    public String toString() {
        return fault + " in call " + failing + " (" + hit + ")";
    }

    @Override
    public int await(
            CallState state,
            MemorySegment word,
            int expected,
            int bitset,
            boolean shared,
            @Nullable Timespec deadline,
            Clock clock) {
        return call(
                "await",
                () -> KERNEL.await(state, word, expected, bitset, shared, deadline, clock));
    }

    @Override
    public int wakeOne(MemorySegment word) {
        return call("wakeOne", () -> KERNEL.wakeOne(word));
    }

    @Override
    public int wakeOneIf(CallState state, MemorySegment word, int expected) {
        return call("wakeOneIf", () -> KERNEL.wakeOneIf(state, word, expected));
    }

    @Override
    public int requeueOne(CallState state, MemorySegment from, int expected, MemorySegment to) {
        return call("requeueOne", () -> KERNEL.requeueOne(state, from, expected, to));
    }

    @Override
    public void start(Thread thread) {
        answered(
                call(
                        "start",
                        () -> {
                            KERNEL.start(thread);
                            return 0;
                        }));
    }

    @Override
    public SignalTarget target() {
        answered(call("target", () -> 0));
        return KERNEL.target();
    }

    @Override
    public int wakeWaiter(MemorySegment word, int bitset, boolean shared) {
        return call("wakeWaiter", () -> KERNEL.wakeWaiter(word, bitset, shared));
    }

    @Override
    public boolean signal(SignalTarget target) {
        return call("signal", () -> KERNEL.signal(target) ? 0 : -1) >= 0;
    }

    /** Throws what the caller of a call without an answer gets for an errno. */
    private static void answered(int answer) {
        if (answer < 0) {
            throw new IllegalStateException(Errno.name(answer));
        }
    }

    private int call(String name, IntSupplier call) {
        if (calls.getAndIncrement() != failing) {
            return call.getAsInt();
        }
        hit = name;
        if (fault.errno() != 0) {
            return -fault.errno();
        }
        if (fault.isAfter()) {
            var _ = call.getAsInt();
        }
        throw fault.thrown();
    }
}
