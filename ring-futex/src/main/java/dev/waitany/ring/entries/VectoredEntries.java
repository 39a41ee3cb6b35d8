/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.WaitvArray;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.Ring;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;

/**
 * One FUTEX_WAITV entry per 128 words.
 *
 * <p>The kernel reports one index per entry. Changed values tell which other words it may have
 * counted as woken meanwhile. Below Linux 7.1 a cancelled entry may have counted wakes too, between
 * the cancel and its completion. So changed words are taken as surplus after either end.
 */
public final class VectoredEntries implements EntryForm {
    private static final int GROUP = Futex.WAITV_MAX;

    /** Unsubmitted entries whose arrays fit in memory; the kernel copies an array on submission. */
    private static final int GROUPS = 4;

    private final WaitvArray array;
    private int used; // elements that entries refer to which the kernel has not taken

    /**
     * @param arena holds the arrays; must live as long as the ring
     */
    public VectoredEntries(Arena arena) {
        this.array = new WaitvArray(arena, GROUPS * GROUP);
    }

    @Override
    public int entries(WaitSet set) {
        return (set.size() + GROUP - 1) / GROUP;
    }

    @Override
    public void submit(Ring ring, WaitSet set, long base) {
        for (int from = 0, entry = 0; from < set.size(); from += GROUP, entry++) {
            int count = Math.min(GROUP, set.size() - from);
            makeRoom(ring, count);
            ring.submissions().futexWaitv(array, used, set, from, count, base + entry);
            used += count;
        }
    }

    private void makeRoom(Ring ring, int count) {
        ring.reserve();
        if (ring.submissions().pending() > 0 && used + count > GROUPS * GROUP) {
            ring.submit();
        }
        if (ring.submissions().pending() == 0) {
            used = 0;
        }
    }

    @Override
    public int woken(int entry, int result) {
        return entry * GROUP + result;
    }

    @Override
    public int changed(int entry) {
        return UNKNOWN;
    }

    /**
     * Below Linux 7.1 a woken entry leaves its other words queued until its completion is reaped,
     * and each of them counts every further wake.
     */
    @Override
    public int mostWakes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void infer(WaitSet set, int reported, SurplusWakes surplus) {
        try {
            surplus.addChanged(set, reported);
        } catch (OutOfMemoryError full) {
            forwardAll(set, reported);
        }
    }

    /** Wakes a waiter of every word: more than necessary, but it needs no memory. */
    private void forwardAll(WaitSet set, int reported) {
        for (int i = 0; i < set.size(); i++) {
            if (i != reported) {
                AddressWake.wake(set.word(i), mostWakes(), set.bitset());
            }
        }
    }
}
