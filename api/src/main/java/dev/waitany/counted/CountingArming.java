/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.BitSet;

/**
 * An arming that counts a word in before it is armed, and out when it was reported or disarmed.
 *
 * <p>So a word is counted while the kernel may hold it, also between calls. Used by the owner, or
 * by the thread that closes the set, as the arming itself.
 */
final class CountingArming implements Arming {
    private final WaitSet set;
    private final Arming arming;
    private final BitSet counted; // the places at which this wait is counted

    private CountingArming(WaitSet set, Arming arming) {
        this.set = set;
        this.arming = arming;
        this.counted = new BitSet(set.size());
    }

    /** Counts the words of an arming. If that fails, closes the arming. */
    static Arming of(WaitSet set, Arming arming) {
        CountingArming counting;
        try {
            counting = new CountingArming(set, arming);
            API.countIn(set);
        } catch (Throwable failure) {
            arming.close();
            throw failure;
        }
        counting.counted.set(0, set.size()); // has room: throws nothing
        return counting;
    }

    @Override
    public int await(Deadline deadline) {
        return reported(arming.await(deadline));
    }

    @Override
    public int poll() {
        return reported(arming.poll());
    }

    @Override
    public int look() {
        return reported(arming.look());
    }

    @Override
    public void rearm(int index) {
        in(index);
        try {
            arming.rearm(index);
        } catch (Throwable failure) {
            out(index);
            throw failure;
        }
    }

    @Override
    public void added(int index) {
        in(index);
        try {
            arming.added(index);
        } catch (Throwable failure) {
            out(index);
            throw failure;
        }
    }

    @Override
    public void disarm(int index, SurplusWakes undelivered) {
        arming.disarm(index, undelivered);
        out(index);
    }

    @Override
    public boolean isArmed(int index) {
        return arming.isArmed(index);
    }

    @Override
    public void alert() {
        arming.alert();
    }

    @Override
    public void close(SurplusWakes undelivered) {
        try {
            arming.close(undelivered);
        } finally {
            allOut();
        }
    }

    @Override
    public void abandon(SurplusWakes suspects) {
        try {
            arming.abandon(suspects);
        } finally {
            allOut();
        }
    }

    private int reported(int outcome) {
        if (outcome >= 0) {
            out(outcome);
        } else if (Outcome.isChanged(outcome)) {
            out(Outcome.changedIndex(outcome));
        }
        return outcome;
    }

    private void in(int index) {
        counted.set(index); // first: it may need memory
        try {
            API.countIn(set, index);
        } catch (Throwable gone) {
            counted.clear(index);
            throw gone;
        }
    }

    private void out(int index) {
        if (counted.get(index)) {
            counted.clear(index);
            API.countOut(set, index);
        }
    }

    private void allOut() {
        for (int i = counted.nextSetBit(0); i >= 0; i = counted.nextSetBit(i + 1)) {
            API.countOut(set, i);
        }
        counted.clear();
    }
}
