/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Binds threads to CPUs, for measurements that must be repeatable.
 *
 * <p>Source: man 2 sched_setaffinity.
 */
public final class Affinity {
    private Affinity() {}

    /**
     * Restricts the calling platform thread to one CPU. Threads that it starts later inherit the
     * restriction.
     *
     * @return 0, or the negated errno: -EINVAL if the thread may not run on that CPU
     */
    public static int pin(int cpu) {
        try (Arena arena = Arena.ofConfined()) {
            int words = cpu / Long.SIZE + 1;
            MemorySegment mask = arena.allocate(ValueLayout.JAVA_LONG, words);
            mask.setAtIndex(ValueLayout.JAVA_LONG, cpu / Long.SIZE, 1L << (cpu % Long.SIZE));
            long number = SystemCallNumbers.HERE.schedSetaffinity();
            return (int)
                    SystemCall.call(
                            CallState.ofThread(),
                            number,
                            0,
                            mask.byteSize(),
                            mask.address(),
                            0,
                            0,
                            0);
        }
    }
}
