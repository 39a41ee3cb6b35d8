/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingRefusedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rings of one poller: the first, on which it blocks, and further ones as the number of waits
 * and armed sets grows. The first ring polls the others' descriptors. Used by the poller's thread
 * only.
 */
final class PollerRings implements AutoCloseable {
    /** After a refusal, how long a poller does without a further ring. */
    private static final long RETRY = 100_000_000; // ns

    private final PollerRingFactory factory;
    private final ArenaCounts arenas = new ArenaCounts();
    private final List<WatchedRing> all; // by their numbers
    private final WaitRings waits; // those of them that take pending waits
    private final BitSet readable; // further rings: their completions are to be read
    private final BitSet toEnter; // further rings: with unsubmitted entries, or to be asked
    private final BitSet unwatched; // further rings without a poll entry
    private final int most;
    private boolean refused; // a further ring, at refusedAt
    private long refusedAt; // System.nanoTime()

    /**
     * @param most the most rings to open, apart from one for armed sets. After that, or when
     *     another one is refused, the rings take more entries than they have room for
     */
    PollerRings(PollerRingFactory factory, int most) {
        this.factory = factory;
        this.most = most;
        this.all = new ArrayList<>(most + 1); // room for all: what is noted later needs no memory
        this.readable = new BitSet(most + 1);
        this.toEnter = new BitSet(most + 1);
        this.unwatched = new BitSet(most + 1);
        PollerRing first = factory.openFirst();
        try {
            all.add(first);
            this.waits = new WaitRings(this, first, most);
        } catch (Throwable failure) {
            first.close();
            throw failure;
        }
    }

    /** Tells whether the poller yields before it blocks. */
    boolean yields() {
        return factory.tuning().yields();
    }

    PollerRing first() {
        return waits.first();
    }

    /** Returns the counts of the arenas whose words the kernel has, or is about to get. */
    ArenaCounts arenas() {
        return arenas;
    }

    /** Begins a wait on a ring that has room for it. */
    void begin(PolledWait wait) {
        PollerRing pollerRing = waits.roomFor(wait.set);
        pollerRing.begin(wait);
        enterSoon(pollerRing);
    }

    /** Cancels the pending entries of a wait, if it is pending. */
    void cancelRest(PolledWait wait) {
        PollerRing pollerRing = wait.pollerRing;
        if (pollerRing != null) {
            pollerRing.cancelRest(wait);
            enterSoon(pollerRing);
        }
    }

    /** Cancels again what could not be cancelled, and what is on words of closed arenas. */
    void stopAgain() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).stopAgain();
            enterSoon(all.get(i));
        }
    }

    /** Blocking on the first ring enters it; {@link #enter} enters the others. */
    void enterSoon(WatchedRing ring) {
        if (ring.number() != 0) {
            toEnter.set(ring.number());
        }
    }

    /** Opens a further ring for pending waits; returns null if there can be none. */
    @Nullable PollerRing openFurther() {
        if (!mayOpen()) {
            return null;
        }
        try {
            PollerRing ring = factory.openFurther(all.size());
            add(ring);
            refused = false;
            return ring;
        } catch (RingRefusedException | OutOfMemoryError noRing) {
            noteRefusal();
            return null; // out of descriptors or memory: go on with the present rings
        }
    }

    /** Tells whether it makes sense to open a further ring. */
    boolean mayOpen() {
        return all.size() < most && (!refused || System.nanoTime() - refusedAt > RETRY);
    }

    /**
     * Opens a further ring for armed sets.
     *
     * @throws RingRefusedException if the kernel refuses
     */
    ArmedRing openArmed() {
        try {
            ArmedRing ring = factory.openArmed(all.size(), arenas);
            add(ring);
            return ring;
        } catch (RingRefusedException | OutOfMemoryError noRing) {
            noteRefusal();
            throw noRing;
        }
    }

    private void add(WatchedRing ring) {
        all.add(ring);
        unwatched.set(ring.number());
    }

    private void noteRefusal() {
        refused = true;
        refusedAt = System.nanoTime();
    }

    /** Notes that the first ring reported a further one as readable. */
    void becameReadable(int number) {
        readable.set(number);
        unwatched.set(number);
    }

    /** Tells whether a further ring is to be read or entered. */
    boolean wantVisit() {
        return !readable.isEmpty() || !toEnter.isEmpty();
    }

    /**
     * Reads the completions of the further rings that became readable. Makes no system call: the
     * entries that this adds go to the kernel together with later ones.
     */
    void reap(ItemList<PolledWait> ended) {
        forEach(readable, PollerRings::read, ended);
    }

    /** Submits the entries of further rings, and reads their completions. */
    void enter(ItemList<PolledWait> ended) {
        forEach(toEnter, WatchedRing::enterAndReap, ended);
    }

    private static void read(WatchedRing further, ItemList<PolledWait> ended) {
        further.reap(ended, WatchedRing::ignore);
    }

    private void forEach(
            BitSet set,
            BiConsumer<WatchedRing, ItemList<PolledWait>> visit,
            ItemList<PolledWait> ended) {
        Throwable first = null;
        for (int i = set.nextSetBit(1); i >= 0; i = set.nextSetBit(i + 1)) {
            try {
                WatchedRing further = all.get(i);
                visit.accept(further, ended);
                set.clear(i);
                if (further.needsEnter()) {
                    toEnter.set(i);
                }
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
        toEnter.set(1, all.size());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).cancelAll();
        }
    }

    /** Ends every wait, when the rings cannot be used any more. */
    void abandon(ItemList<PolledWait> ended, Throwable failure) {
        for (int i = 0; i < all.size(); i++) {
            try {
                all.get(i).abandon(ended, failure);
            } catch (Throwable further) {
                // the first one is told; the other rings are abandoned all the same
            }
        }
    }

    /** Lets all armed sets go, before the rings are closed. */
    void abandonArmed(ItemList<PolledWait> ended) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof ArmedRing armed) {
                armed.letGo(ended);
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
