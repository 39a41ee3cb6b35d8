/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private CountingArming(WaitSet set, Arming arming, BitSet counted) {
        this.set = set;
        this.arming = arming;
        this.counted = counted;
    }

    /**
     * Counts the words of a set, and arms it. If that fails or is not to be had, counts them out.
     */
    static Optional<Arming> of(WaitSet set, Function<WaitSet, Optional<Arming>> arm) {
        BitSet counted = new BitSet(set.size());
        counted.set(0, set.size());
        API.countIn(set); // first: arming may hand words to the kernel
        @Nullable Arming arming = null;
        try {
            arming = arm.apply(set).orElse(null);
            if (arming != null) {
                return Optional.of(new CountingArming(set, arming, counted));
            }
        } catch (Throwable failure) {
            try {
                closeIfMade(arming);
            } finally {
                API.countOut(set);
            }
            throw failure;
        }
        API.countOut(set);
        return Optional.empty();
    }

    private static void closeIfMade(@Nullable Arming arming) {
        if (arming != null) {
            arming.close();
        }
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
