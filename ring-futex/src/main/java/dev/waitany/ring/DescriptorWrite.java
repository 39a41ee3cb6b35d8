/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** A write to a file descriptor. */
record DescriptorWrite(int descriptor, MemorySegment bytes) implements Request {
    DescriptorWrite {
        if (descriptor < 0) {
            throw new IllegalArgumentException("not a descriptor: " + descriptor);
        }
        if (!bytes.isNative() || bytes.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the kernel writes from native memory, up to 2 GiB at a time: " + bytes);
        }
    }

    @Override
    public void prepare(SubmissionQueue queue, Scratch scratch, long userData) {
        queue.write(descriptor, bytes.address(), (int) bytes.byteSize(), userData);
    }

    @Override
    public Completion.Kind success() {
        return Completion.Kind.WRITTEN;
    }

    @Override
    public MemorySegment segment(int index) {
        return bytes;
    }

    @Override
    public String toString() {
        return "write of " + bytes.byteSize() + " bytes to descriptor " + descriptor;
    }
}
