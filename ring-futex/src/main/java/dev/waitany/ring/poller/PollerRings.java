/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.WaitSet;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingRefusedException;
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

    /** After a refusal, how long a poller does without a further ring. */
    private static final long RETRY = 100_000_000; // ns

    private final List<PollerRing> all;
    private final BitSet toVisit; // further rings: readable, or with unsubmitted entries
    private final BitSet unwatched; // further rings without a poll entry
    private final BitSet exclusive; // rings with one large wait
    private final int most;
    private boolean refused; // a further ring, at refusedAt
    private long refusedAt; // System.nanoTime()
    private int turn;

    /**
     * @param most the most rings to open. After that, or when another one is refused, the rings
     *     take more than {@link PollerRing#ROOM} entries
     */
    PollerRings(PollerRingFactory factory, int most) {
        this.factory = factory;
        this.most = most;
        this.all = new ArrayList<>(most); // room for all: what is noted later needs no memory
        this.toVisit = new BitSet(most);
        this.unwatched = new BitSet(most);
        this.exclusive = new BitSet(most);
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

    /** Cancels again what could not be cancelled, and the waits whose arenas are closed. */
    void stopAgain() {
        for (int i = 0; i < all.size(); i++) {
            PollerRing pollerRing = all.get(i);
            pollerRing.stopAgain();
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
        if (all.size() < most && (!refused || System.nanoTime() - refusedAt > RETRY)) {
            try {
                all.add(factory.openFurther(all.size()));
                unwatched.set(all.size() - 1);
                refused = false;
                FutexHash.makeRoomFor(2L * all.size() * PollerRing.ROOM);
                return all.size() - 1;
            } catch (RingRefusedException | OutOfMemoryError noRing) {
                refused = true; // out of descriptors or memory: go on with the present rings
                refusedAt = System.nanoTime();
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
    void visit(WaitList ended) {
        Throwable first = null;
        for (int i = toVisit.nextSetBit(1); i >= 0; i = toVisit.nextSetBit(i + 1)) {
            try {
                visit(all.get(i), ended);
                toVisit.clear(i);
            } catch (RuntimeException | Error failure) { // it must not hold up the other rings
                first = first == null ? failure : first;
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void visit(PollerRing pollerRing, WaitList ended) {
        do { // a completion may cause cancels, which are entries again
            pollerRing.ring().enter(0, 0, Guards.NONE);
            pollerRing.reap(ended, PollerRings::ignore);
        } while (pollerRing.isDirty() || pollerRing.ring().hasCompletions());
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
            unwatched.clear(i);
        }
    }

    void cancelAll() {
        toVisit.set(1, all.size());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).cancelAll();
        }
    }

    /** Ends every wait, when the rings cannot be used any more. */
    void abandon(WaitList ended, Throwable failure) {
        for (int i = 0; i < all.size(); i++) {
            try {
                all.get(i).abandon(ended, failure);
            } catch (Throwable further) {
                // the first one is told; the other rings are abandoned all the same
            }
        }
    }

    /** Closes every ring. If that throws for some, throws the last exception. */
    @Override
    public void close() {
        closeFrom(0);
    }

    private void closeFrom(int first) {
        for (int i = first; i < all.size(); i++) {
            try {
                all.get(i).close();
            } catch (Throwable failure) {
                closeFrom(i + 1);
                throw failure;
            }
        }
    }
}
