/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.WaitSet;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingRefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rings of one poller: the first, on which it blocks, and further ones as the number of waits
 * grows. The first ring polls the others' descriptors. Used by the poller's thread only.
 */
final class PollerRings implements AutoCloseable {
    /** A wait of more entries gets a ring alone, where one cancel serves for all of them. */
    private static final int LARGE = 16;

    private final PollerRingFactory factory;
    private final List<PollerRing> all = new ArrayList<>();
    private final BitSet toVisit =
            new BitSet(); // further rings: readable, or with unsubmitted entries
    private final BitSet unwatched = new BitSet(); // further rings without a poll entry
    private final BitSet exclusive = new BitSet(); // rings with one large wait
    private int most;
    private int turn;

    /**
     * @param most the most rings to open. After that, or when the kernel refuses another one, the
     *     rings take more than {@link PollerRing#ROOM} entries
     */
    PollerRings(PollerRingFactory factory, int most) {
        this.factory = factory;
        this.most = most;
        all.add(factory.openFirst());
        FutexHash.makeRoomFor(PollerRing.ROOM);
    }

    PollerRing first() {
        return all.getFirst();
    }

    /** Begins a wait on a ring that has room for it. */
    void begin(PolledWait wait) {
        PollerRing pollerRing = roomFor(wait.set);
        pollerRing.begin(wait);
        visitSoon(pollerRing);
    }

    /** Cancels the pending entries of a wait, if it is pending. */
    void cancelRest(PolledWait wait) {
        PollerRing pollerRing = wait.pollerRing;
        if (pollerRing != null) {
            pollerRing.cancelRest(wait);
            visitSoon(pollerRing);
        }
    }

    /** Blocking on the first ring submits its entries; a visit submits those of the others. */
    private void visitSoon(PollerRing pollerRing) {
        if (pollerRing != first()) {
            toVisit.set(pollerRing.number());
        }
    }

    /** Returns a ring for a wait on this set. */
    private PollerRing roomFor(WaitSet set) {
        int entries = first().entries(set);
        if (entries > LARGE) {
            int empty = emptyOne();
            exclusive.set(empty);
            return all.get(empty);
        }
        for (int tried = 0; tried < all.size(); tried++) {
            PollerRing pollerRing = all.get(turn);
            if (pollerRing.load() == 0) {
                exclusive.clear(turn);
            }
            if (pollerRing.load() + entries <= PollerRing.ROOM && !exclusive.get(turn)) {
                return pollerRing;
            }
            turn = (turn + 1) % all.size();
        }
        return all.get(added());
    }

    /** Returns the number of a further ring without waits; of any ring, if there can be none. */
    private int emptyOne() {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).load() == 0) {
                return i;
            }
        }
        return added();
    }

    /**
     * Opens a further ring; returns its number, or that of the next in turn if there can be none.
     */
    private int added() {
        if (all.size() < most) {
            try {
                all.add(factory.openFurther(all.size()));
                FutexHash.makeRoomFor(2L * all.size() * PollerRing.ROOM);
                unwatched.set(all.size() - 1);
                return all.size() - 1;
            } catch (RingRefusedException refused) {
                most = all.size(); // out of descriptors or memory: go on with the present rings
            }
        }
        turn = (turn + 1) % all.size();
        return turn;
    }

    /** Notes that the first ring reported a further one as readable. */
    void becameReadable(int number) {
        toVisit.set(number);
        unwatched.set(number);
    }

    /** Tells whether a further ring needs a visit. */
    boolean wantVisit() {
        return !toVisit.isEmpty();
    }

    /** Submits the entries of further rings, and reads their completions. */
    void visit(ArrayDeque<PolledWait> ended) {
        for (int i = toVisit.nextSetBit(1); i >= 0; i = toVisit.nextSetBit(i + 1)) {
            PollerRing pollerRing = all.get(i);
            do { // a completion may cause cancels, which are entries again
                pollerRing.ring().enter(0, 0, Guards.NONE);
                pollerRing.reap(ended, PollerRings::ignore);
            } while (pollerRing.isDirty() || pollerRing.ring().hasCompletions());
        }
        toVisit.clear();
    }

    /** Ignores a cancel that found nothing to cancel. */
    private static void ignore(long userData) {}

    /** Makes the first ring poll again the descriptors that it has reported as readable. */
    void watch() {
        Ring ring = first().ring();
        for (int i = unwatched.nextSetBit(0); i >= 0; i = unwatched.nextSetBit(i + 1)) {
            ring.reserve();
            ring.submissions()
                    .poll(all.get(i).ring().fd(), LinuxUapi.POLLIN(), PollerUserData.ring(i));
        }
        unwatched.clear();
    }

    void cancelAll() {
        all.forEach(PollerRing::cancelAll);
        toVisit.set(1, all.size());
    }

    void abandon(ArrayDeque<PolledWait> abandoned) {
        all.forEach(pollerRing -> pollerRing.abandon(abandoned));
    }

    @Override
    public void close() {
        all.forEach(PollerRing::close);
    }
}
