/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.StackRoom;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An armed set of a virtual thread, whose words stay queued on a ring of a poller. So it takes no
 * platform thread, neither in a call nor between calls.
 *
 * <p>A call asks the poller to arm or cancel words ({@link ArmedRequests}), and parks until it
 * finds in {@link ArmedWords} what it waits for. A call on a set of which no word is to be armed
 * asks for nothing: it reads the ready words, or parks.
 *
 * <p>If the poller gives its rings up, it passes on the wakes that they may have consumed, and the
 * words are to be armed again. The call under way, or the next one, passes the set to the poller
 * that replaces it.
 */
final class PolledArming implements Arming {
    private static final long PAUSE = 50_000; // ns between looks at a poller that gives up

    private final PollerGroup group;
    private final int place; // of the poller in the group
    private final WaitSet set;
    private final ArmedWords words;
    private final StackRoom stack = new StackRoom();
    private volatile boolean alerted;
    private @Nullable Poller poller; // that got the last request; used by calls only

    PolledArming(PollerGroup group, int place, WaitSet set) {
        this.group = group;
        this.place = place;
        this.set = set;
        this.words = new ArmedWords(set);
    }

    @Override
    public int await(Deadline deadline) {
        words.requests.begin(); // before the looks
        try {
            return block(deadline);
        } finally {
            words.requests.end();
        }
    }

    /**
     * A deadline that has passed ends the call only when the poller has answered. So words were
     * armed, and wakes that came before the call are reported.
     */
    private int block(Deadline deadline) {
        boolean mustAsk = deadline.hasPassed();
        while (true) {
            int next = words.next(set);
            if (next != Outcome.TIMED_OUT) {
                return next;
            }
            boolean answered = words.requests.areAnswered();
            if (answered && (mustAsk || words.wantArming())) {
                mustAsk = false;
                answered = false;
                request();
            }
            if (takeAlert() || Thread.currentThread().isInterrupted()) {
                return Outcome.ALERTED;
            }
            if (!deadline.hasPassed()) {
                park(deadline);
            } else if (answered) { // before the look at what is to be armed: nothing is
                return words.next(set); // what came before the answer
            } else {
                awaitAnswer();
            }
        }
    }

    @Override
    public int poll() {
        return words.next(set);
    }

    @Override
    public void rearm(int index) {
        words.toArm(index, set.word(index), set.expected(index));
    }

    @Override
    public void added(int index) {
        words.grow(index);
        rearm(index);
    }

    @Override
    public void disarm(int index, SurplusWakes undelivered) {
        words.requests.begin();
        boolean interrupted = false;
        try {
            while (!words.remove(index, set, undelivered)) {
                interrupted |= requestAndPark();
            }
        } finally {
            words.requests.end();
            restore(interrupted);
        }
    }

    @Override
    public boolean isArmed(int index) {
        return !words.isIdle(index);
    }

    @Override
    public void alert() {
        alerted = true; // before the look at the caller
        words.requests.unpark();
    }

    @Override
    public void close(SurplusWakes undelivered) {
        words.beginClosing();
        words.requests.begin();
        boolean interrupted = false;
        try {
            while (words.isAttached() || !words.requests.areAnswered()) {
                interrupted |= requestAndPark();
            }
        } finally {
            words.requests.end();
            words.addUndelivered(set, undelivered);
            restore(interrupted);
        }
    }

    /** Closes as the owner would: the poller reads the completions, so the wakes are known. */
    @Override
    public void abandon(SurplusWakes suspects) {
        close(suspects);
    }

    private void awaitAnswer() {
        words.requests.awaitAnswer(); // before the look
        if (!words.requests.areAnswered()) {
            LockSupport.park(this);
        }
    }

    private boolean takeAlert() {
        boolean taken = alerted;
        if (taken) {
            alerted = false;
        }
        return taken;
    }

    /** Asks again if the last request was answered, and parks. Returns the interrupt status. */
    private boolean requestAndPark() {
        boolean interrupted = Thread.interrupted(); // parking returns at once while it is set
        words.requests.awaitAnswer(); // before the look
        if (words.requests.areAnswered() && !passOn(poller)) {
            LockSupport.parkNanos(this, PAUSE); // the poller is about to take the words off
        } else {
            LockSupport.park(this);
        }
        return interrupted;
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void park(Deadline deadline) {
        Deadline slice = RingTimer.slice(deadline, Ring.FOREVER);
        if (slice.kind() == Deadline.Kind.NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, slice.remaining());
        }
    }

    /** Passes the set to its poller, or to the one that replaces it. */
    private void request() {
        stack.check(); // once the set is in the inbox, the doorbell must be rung
        while (!passOn(poller)) {
            if (words.isAttached()) {
                LockSupport.parkNanos(this, PAUSE); // until the ended poller has let go
            } else {
                poller = group.usable(place, poller);
            }
        }
    }

    /** Returns false if there is no such poller, or it is closed. */
    private boolean passOn(@Nullable Poller to) {
        if (to == null) {
            return false;
        }
        words.requests.ask();
        if (!words.queue()) {
            to.ring(); // again, in case that this failed when the set was passed on
            return true;
        }
        if (to.receive(words)) {
            return true;
        }
        words.taken();
        words.requests.retract();
        return false;
    }
}
