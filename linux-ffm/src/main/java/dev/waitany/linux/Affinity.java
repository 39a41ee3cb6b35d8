/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Ties threads to CPUs, for measurements that are to repeat. Source: man 2 sched_setaffinity. */
public final class Affinity {
    private Affinity() {}

    /**
     * Lets the calling platform thread, and those it starts, run on one CPU only.
     *
     * @return 0, or the negated errno: -EINVAL when the thread may not run there
     */
    public static int pin(int cpu) {
        try (Arena arena = Arena.ofConfined()) {
            int words = cpu / Long.SIZE + 1;
            MemorySegment mask = arena.allocate(ValueLayout.JAVA_LONG, words);
            mask.setAtIndex(ValueLayout.JAVA_LONG, cpu / Long.SIZE, 1L << (cpu % Long.SIZE));
            long number = Numbers.HERE.schedSetaffinity();
            return (int)
                    SystemCall.call(
                            CallState.current(),
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
