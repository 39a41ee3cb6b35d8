/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux.descriptor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct epoll_event} in native memory. Not thread-safe. Its memory is freed
 * after the garbage collector has found it unreachable.
 *
 * <p>The structure is packed on x86_64, so that an element has 12 bytes there and 16 elsewhere.
 * Source: include/uapi/linux/eventpoll.h (EPOLL_PACKED).
 */
public final class EpollEvents {
    static final long DATA = packed(System.getProperty("os.arch")) ? 4 : 8;
    static final long SIZE = DATA + Long.BYTES;

    private final MemorySegment elements;
    private final int capacity;

    /** Allocates room for {@code capacity} events. */
    public EpollEvents(int capacity) {
        this.elements = Arena.ofAuto().allocate(capacity * SIZE, Long.BYTES);
        this.capacity = capacity;
    }

    /** Returns the number of events for which there is room. */
    public int capacity() {
        return capacity;
    }

    /** Returns the EPOLL bits of an event. */
    public int events(int index) {
        return elements.get(JAVA_INT_UNALIGNED, index * SIZE);
    }

    /** Returns the number that was given to epoll with the descriptor. */
    public long data(int index) {
        return elements.get(JAVA_LONG_UNALIGNED, index * SIZE + DATA);
    }

    /** Sets the first event, for a call of epoll_ctl(2). */
    public EpollEvents set(int events, long data) {
        elements.set(JAVA_INT, 0, events);
        elements.set(JAVA_LONG_UNALIGNED, DATA, data);
        return this;
    }

    long address() {
        return elements.address();
    }

    private static boolean packed(String architecture) {
        return DescriptorCallNumbers.of(architecture).equals(DescriptorCallNumbers.X86_64);
    }
}
