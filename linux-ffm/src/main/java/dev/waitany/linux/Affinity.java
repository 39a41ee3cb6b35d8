/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

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
        BitSet one = new BitSet();
        one.set(cpu);
        return restrict(one);
    }

    /**
     * Restricts the calling platform thread to some CPUs, in place of an earlier restriction.
     * Threads that it starts later inherit the restriction.
     *
     * @return 0, or the negated errno: -EINVAL if the thread may run on none of the CPUs
     */
    public static int restrict(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            long[] words = cpus.toLongArray();
            MemorySegment mask = arena.allocateFrom(ValueLayout.JAVA_LONG, words);
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
