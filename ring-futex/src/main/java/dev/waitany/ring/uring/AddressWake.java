/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.linux.Futex;
import java.lang.foreign.MemorySegment;

/**
 * Passes a wake on to the address of a word whose arena may be closed.
 *
 * <p>A wait that was pending when its word's arena was closed may consume a wake that was meant for
 * the next owner of that memory. That owner's waiters get it in this way. If the memory was freed
 * and nobody has it, the kernel finds no waiter, or answers EFAULT. Both are harmless.
 */
public final class AddressWake {
    private AddressWake() {}

    /**
     * Wakes waiters of a word, without looking at its memory.
     *
     * @return the number of waiters that were woken, or the negated errno
     */
    public static int wake(FutexWord word, int max, int bitset) {
        return Futex.wake(
                MemorySegment.ofAddress(word.address()),
                max,
                bitset,
                word.sharing() == Sharing.SHARED);
    }
}
