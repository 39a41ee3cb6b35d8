/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.WaitvArray;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.SubmissionQueue;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.MemorySegment;

/** A vectored wait on the words of a set, with the values expected when an attempt begins. */
record SetWait(WaitSet set) implements Request {
    SetWait {
        for (int i = 0; i < set.size(); i++) {
            UncountedWait.check(set.word(i));
        }
        if (set.size() > Futex.WAITV_MAX) {
            throw new IllegalArgumentException(
                    "a vectored wait takes up to "
                            + Futex.WAITV_MAX
                            + " words, and the set has "
                            + set.size());
        }
        if (set.bitset() != FutexWord.ANY_BIT) {
            throw new IllegalArgumentException(
                    "a vectored wait knows no bitset, and the set asks for 0x"
                            + Integer.toHexString(set.bitset()));
        }
    }

    @Override
    public void prepare(SubmissionQueue queue, Scratch scratch, long userData) {
        WaitvArray array = scratch.array();
        queue.futexWaitv(array, 0, set, 0, set.size(), userData);
    }

    @Override
    public Completion.Kind success() {
        return Completion.Kind.WOKEN;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public int changed() {
        for (int i = 0; i < set.size(); i++) {
            if (!segment(i).scope().isAlive() || set.word(i).get() != set.expected(i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int segments() {
        return set.size();
    }

    @Override
    public MemorySegment segment(int index) {
        return set.word(index).segment();
    }

    @Override
    public boolean isOn(FutexWord other) {
        for (int i = 0; i < set.size(); i++) {
            if (set.word(i).address() == other.address()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void forward(int index) {
        AddressWake.wake(set.word(index), 1, FutexWord.ANY_BIT);
    }

    /**
     * Below Linux 7.1 a cancelled vectored wait counts wakes until its completion is made. Only
     * changed values tell. It may have counted any number of them, so all waiters are woken.
     */
    @Override
    public void forwardUntold() {
        for (int i = 0; i < set.size(); i++) {
            if (StrategyAccess.mayHaveChanged(set, i)) {
                AddressWake.wake(set.word(i), Integer.MAX_VALUE, FutexWord.ANY_BIT);
            }
        }
    }

    @Override
    public String toString() {
        return "wait on any word of " + set;
    }
}
