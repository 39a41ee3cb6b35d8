/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.WaitvArray;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory that the kernel reads only when it takes an entry. It is used again once the kernel has
 * taken all entries.
 */
final class Scratch {
    private final Arena arena;
    private final SubmissionQueue queue;
    private final List<WaitvArray> arrays = new ArrayList<>();
    private final List<Timespec> times = new ArrayList<>();
    private int arraysUsed;
    private int timesUsed;

    Scratch(Arena arena, SubmissionQueue queue) {
        this.arena = arena;
        this.queue = queue;
    }

    /** Call it before an entry is filled: if nothing is pending, all memory is free again. */
    void beginEntry() {
        if (queue.pending() == 0) {
            arraysUsed = 0;
            timesUsed = 0;
        }
    }

    WaitvArray array() {
        if (arraysUsed == arrays.size()) {
            arrays.add(new WaitvArray(arena, Futex.WAITV_MAX));
        }
        return arrays.get(arraysUsed++);
    }

    long span(long nanos) {
        if (timesUsed == times.size()) {
            times.add(new Timespec(arena));
        }
        return times.get(timesUsed++).set(nanos).segment().address();
    }
}
