/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.descriptor.PollEvents;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** A wait for events of a file descriptor: for the next ones, or for all. */
record DescriptorPoll(int descriptor, int events, boolean repeats) implements Request {
    DescriptorPoll {
        if (descriptor < 0) {
            throw new IllegalArgumentException("not a descriptor: " + descriptor);
        }
        if (events == 0) {
            throw new IllegalArgumentException("descriptor " + descriptor + ": no events");
        }
    }

    @Override
    public void prepare(SubmissionQueue queue, Scratch scratch, long userData) {
        queue.poll(descriptor, events, userData);
        if (repeats) {
            queue.repeatPoll();
        }
    }

    @Override
    public Completion.Kind success() {
        return Completion.Kind.READY;
    }

    @Override
    public int segments() {
        return 0;
    }

    @Override
    public MemorySegment segment(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public boolean isOn(int other) {
        return descriptor == other;
    }

    @Override
    public String toString() {
        return "poll of descriptor " + descriptor + " for " + PollEvents.describe(events);
    }
}
