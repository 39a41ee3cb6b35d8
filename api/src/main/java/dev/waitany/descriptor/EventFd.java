/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.descriptor.DescriptorCalls;

/**
 * A counter in the kernel with a descriptor, which is {@link PollEvents#READ readable} while the
 * counter is not 0. For libraries that tell their events by an eventfd.
 *
 * <p>Thread-safe. Every method throws {@link IllegalStateException} if this is closed, except
 * {@link #close}. No method blocks.
 *
 * <p>Source: man 2 eventfd.
 */
public final class EventFd implements AutoCloseable {
    private final OpenDescriptor open =
            new OpenDescriptor("eventfd", "eventfd2(2)", DescriptorCalls::eventfd);

    /**
     * Makes a counter of 0. The descriptor is closed on exec and does not block.
     *
     * @throws IllegalStateException if the kernel refuses; the message has the errno
     */
    public EventFd() {}

    /** Returns the number of the descriptor. */
    public int descriptor() {
        return open.number();
    }

    /**
     * Adds to the counter.
     *
     * @param count at least 0
     * @throws IllegalArgumentException if the count is negative
     * @throws IllegalStateException if the sum would be 2<sup>64</sup> - 1 or more
     */
    public void add(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot add " + count);
        }
        open.write(count);
    }

    /** Returns the counter, and sets it to 0. */
    public long take() {
        return open.take();
    }

    /** Closes the descriptor. Close its {@link DescriptorWord} before. */
    @Override
    public void close() {
        open.close();
    }

    @Override
    public String toString() {
        return open.toString();
    }
}
