/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import dev.waitany.WaitSet;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.SubmissionQueue;
import dev.waitany.spi.SurplusWakes;

/**
 * One FUTEX_WAIT entry per word.
 *
 * <p>The kernel queues each entry on its word separately. A wake and a cancel race for it under the
 * lock of the word's slot in the futex hash, so the entry completes once: with 0 if a waker counted
 * it, with ECANCELED if none did. When all entries have completed, every counted wake is known.
 */
public final class SingleEntries implements EntryForm {
    @Override
    public int entries(WaitSet set) {
        return set.size();
    }

    @Override
    public void submit(Ring ring, WaitSet set, long base) {
        SubmissionQueue submissions = ring.submissions();
        for (int i = 0; i < set.size(); i++) {
            ring.reserve();
            submissions.futexWait(set.word(i), set.expected(i), set.bitset(), base + i);
        }
    }

    @Override
    public int woken(int entry, int result) {
        return entry;
    }

    @Override
    public int changed(int entry) {
        return entry;
    }

    @Override
    public int mostWakes() {
        return 1;
    }

    @Override
    public void infer(WaitSet set, int reported, SurplusWakes surplus) {}
}
