/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.WaitvArray;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;

/**
 * A FUTEX_WAITV per 128 words.
 *
 * <p>The kernel tells one index for each. Other wakes that it counted meanwhile are inferred from
 * changed values; and below 7.1 a cancelled wait may have counted some too, between the cancel and
 * its completion. So the changed words are surplus after either end.
 */
final class VectoredEntries implements EntryForm {
    private static final int GROUP = Futex.WAITV_MAX;

    /** Entries that can be pending submission at a time: the kernel copies their arrays then. */
    private static final int GROUPS = 4;

    private final WaitvArray array;
    private int used; // of the array, by entries that the kernel has not taken yet

    VectoredEntries(Arena arena) {
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
            fill(array, used, set, from, count);
            ring.submissions().futexWaitv(array.address(used), count, base + entry);
            used += count;
        }
    }

    /** Elements from {@code at} on wait on as many words of the set, from {@code from} on. */
    static void fill(WaitvArray array, int at, WaitSet set, int from, int count) {
        for (int i = 0; i < count; i++) {
            FutexWord word = set.word(from + i);
            array.word(at + i, word.address(), word.sharing() == Sharing.SHARED);
            array.expect(at + i, set.expected(from + i));
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

    @Override
    public void infer(WaitSet set, int reported, SurplusWakes swallowed) {
        swallowed.addChanged(set, reported);
    }
}
