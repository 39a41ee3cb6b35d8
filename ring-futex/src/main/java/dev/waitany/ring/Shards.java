/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.WaitSet;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rings of one poller: the first, on which it blocks, and more as waits become many. The first
 * polls the others' descriptors. For the poller's thread.
 */
final class Shards implements AutoCloseable {
    /** A wait of more entries gets a ring to itself, where one cancel serves for all of them. */
    private static final int LARGE = 16;

    private final ShardForm form;
    private final List<Shard> all = new ArrayList<>();
    private final BitSet toVisit = new BitSet(); // beyond the first: readable, or to be submitted
    private final BitSet unwatched = new BitSet();
    private final BitSet exclusive = new BitSet();
    private int most;
    private int turn;

    /**
     * @param most rings; beyond that they take more waits than they should, and so they do when the
     *     kernel refuses another one
     */
    Shards(ShardForm form, int most) {
        this.form = form;
        this.most = most;
        all.add(form.openFirst());
        FutexHash.makeRoomFor(Shard.ROOM);
    }

    Shard first() {
        return all.getFirst();
    }

    /** Begins a wait, on a ring that has room for it. */
    void begin(PolledWait wait) {
        Shard shard = roomFor(wait.set);
        shard.begin(wait);
        visitSoon(shard);
    }

    /** Cancels what is pending of a wait, if it is pending. */
    void cancelRest(PolledWait wait) {
        Shard shard = wait.shard;
        if (shard != null) {
            shard.cancelRest(wait);
            visitSoon(shard);
        }
    }

    /** Blocking on the first ring submits its entries; the others' are submitted by a visit. */
    private void visitSoon(Shard shard) {
        if (shard != first()) {
            toVisit.set(shard.number());
        }
    }

    /** A ring for a wait on this set. */
    private Shard roomFor(WaitSet set) {
        int entries = first().entries(set);
        if (entries > LARGE) {
            int empty = emptyOne();
            exclusive.set(empty);
            return all.get(empty);
        }
        for (int tried = 0; tried < all.size(); tried++) {
            Shard shard = all.get(turn);
            if (shard.load() == 0) {
                exclusive.clear(turn);
            }
            if (shard.load() + entries <= Shard.ROOM && !exclusive.get(turn)) {
                return shard;
            }
            turn = (turn + 1) % all.size();
        }
        return all.get(added());
    }

    /** The number of the ring without waits beyond the first; of any, if there can be no such. */
    private int emptyOne() {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).load() == 0) {
                return i;
            }
        }
        return added();
    }

    /** The number of one more ring, or of the next in turn if there can be no more. */
    private int added() {
        if (all.size() < most) {
            try {
                all.add(form.openFurther(all.size()));
                FutexHash.makeRoomFor(2L * all.size() * Shard.ROOM);
                unwatched.set(all.size() - 1);
                return all.size() - 1;
            } catch (RingRefusedException refused) {
                most = all.size(); // no descriptors, or no memory: go on with those there are
            }
        }
        turn = (turn + 1) % all.size();
        return turn;
    }

    /** The first ring says that a further one can be read. */
    void becameReadable(int number) {
        toVisit.set(number);
        unwatched.set(number);
    }

    /** Whether a ring waits for a visit. */
    boolean wantVisit() {
        return !toVisit.isEmpty();
    }

    /**
     * Submits to the rings but the first that have entries, and reads those that have something.
     */
    void visit(ArrayDeque<PolledWait> ended) {
        for (int i = toVisit.nextSetBit(1); i >= 0; i = toVisit.nextSetBit(i + 1)) {
            Shard shard = all.get(i);
            do { // what is read may end waits, and cancel what is left of them
                shard.ring().enter(0, 0, Guards.NONE);
                shard.reap(ended, Shards::ignore);
            } while (shard.isDirty() || shard.ring().hasCompletions());
        }
        toVisit.clear();
    }

    /** What else completes there: cancels that found nothing to cancel any more. */
    private static void ignore(long userData) {}

    /** Has the first ring watch again the descriptors whose readiness it has told. */
    void watch() {
        Ring ring = first().ring();
        for (int i = unwatched.nextSetBit(0); i >= 0; i = unwatched.nextSetBit(i + 1)) {
            ring.reserve();
            ring.submissions().poll(all.get(i).ring().fd(), LinuxUapi.POLLIN(), UserData.shard(i));
        }
        unwatched.clear();
    }

    void cancelAll() {
        all.forEach(Shard::cancelAll);
        toVisit.set(1, all.size());
    }

    void abandon(ArrayDeque<PolledWait> abandoned) {
        all.forEach(shard -> shard.abandon(abandoned));
    }

    @Override
    public void close() {
        all.forEach(Shard::close);
    }
}
