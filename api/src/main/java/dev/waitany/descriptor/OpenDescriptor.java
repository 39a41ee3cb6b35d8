/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.Errno;
import dev.waitany.linux.NativeAccess;
import dev.waitany.linux.descriptor.DescriptorCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntSupplier;

/**
 * A descriptor that this package has made, with a number of 64 bits to read or write. Thread-safe:
 * no call can reach a number that another thread has closed.
 */
final class OpenDescriptor implements AutoCloseable {
    private final String kind;
    private final int number;
    private final MemorySegment count = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
    private boolean closed; // guarded by this

    /**
     * Makes a descriptor.
     *
     * @throws IllegalStateException if the call is refused; the message names it and its errno
     */
    OpenDescriptor(String kind, String call, IntSupplier made) {
        NativeAccess.require();
        int result = made.getAsInt();
        if (result < 0) {
            throw new IllegalStateException(call + ": " + Errno.name(result));
        }
        this.kind = kind;
        this.number = result;
    }

    synchronized int number() {
        refuseClosed();
        return number;
    }

    /** Reads the number; returns 0 if there is none. */
    synchronized long take() {
        refuseClosed();
        int read = DescriptorCalls.read(number, count);
        if (read == -Errno.EAGAIN) {
            return 0;
        }
        require("read(2)", read);
        return count.get(ValueLayout.JAVA_LONG, 0);
    }

    synchronized void write(long value) {
        refuseClosed();
        count.set(ValueLayout.JAVA_LONG, 0, value);
        require("write(2)", DescriptorCalls.write(number, count));
    }

    /** Arms a timer with a {@code struct itimerspec}. */
    synchronized void settime(MemorySegment spec) {
        refuseClosed();
        require("timerfd_settime(2)", DescriptorCalls.timerfdSettime(number, spec));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            DescriptorCalls.close(number);
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    private void require(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(this + ": " + call + ": " + Errno.name(result));
        }
    }

    @Override
    public String toString() {
        return kind + " " + number;
    }
}
