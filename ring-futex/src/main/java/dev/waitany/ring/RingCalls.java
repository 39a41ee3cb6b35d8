/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.IoUring;
import java.lang.foreign.MemorySegment;

/** The calls that set up a ring. Each answers a number, or the negated errno. */
interface RingCalls {
    /** The running kernel's. */
    RingCalls KERNEL =
            new RingCalls() {
                @Override
                public int setup(int entries, MemorySegment params) {
                    return IoUring.setup(entries, params);
                }

                @Override
                public int register(int fd, int opcode, MemorySegment argument, int count) {
                    return IoUring.register(fd, opcode, argument, count);
                }
            };

    int setup(int entries, MemorySegment params);

    int register(int fd, int opcode, MemorySegment argument, int count);
}
