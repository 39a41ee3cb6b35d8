/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.WaitSet;
import dev.waitany.spi.SurplusWakes;

/**
 * A FUTEX_WAIT per word.
 *
 * <p>Each is queued on its word by itself, and wake and cancel race for it under the kernel's lock:
 * it completes once, with 0 (whoever woke it counted it) or ECANCELED (nobody did). So when all
 * have completed, every counted wake is known.
 */
final class SingleEntries implements EntryForm {
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
    public void infer(WaitSet set, int reported, SurplusWakes swallowed) {}
}
