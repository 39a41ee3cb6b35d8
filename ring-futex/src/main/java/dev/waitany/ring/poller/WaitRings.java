/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.WaitSet;
import dev.waitany.linux.FutexHash;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rings of a poller that take pending waits, and which of them takes the next one. The first is
 * the ring on which the poller blocks. Used by the poller's thread only.
 */
final class WaitRings {
    /** A wait of more entries gets a ring alone, where one cancel serves for all of them. */
    private static final int LARGE = 16;

    private final PollerRings rings;
    private final List<PollerRing> own;
    private final BitSet exclusive; // rings with one large wait
    private int turn;

    WaitRings(PollerRings rings, PollerRing first, int most) {
        this.rings = rings;
        this.own = new ArrayList<>(most); // room for all: what is noted later needs no memory
        this.exclusive = new BitSet(most);
        own.add(first);
        FutexHash.makeRoomFor(PollerRing.ROOM);
    }

    PollerRing first() {
        return own.getFirst();
    }

    /** Returns a ring for a wait on this set. */
    PollerRing roomFor(WaitSet set) {
        int entries = first().entries(set);
        if (entries > LARGE) {
            int empty = emptyOne();
            exclusive.set(empty);
            return own.get(empty);
        }
        for (int tried = 0; tried < own.size(); tried++) {
            PollerRing pollerRing = own.get(turn);
            if (pollerRing.load() == 0) {
                exclusive.clear(turn);
            }
            if (pollerRing.load() + entries <= PollerRing.ROOM && !exclusive.get(turn)) {
                return pollerRing;
            }
            turn = (turn + 1) % own.size();
        }
        return own.get(added());
    }

    /** Returns the place of a further ring without waits; of any ring, if there can be none. */
    private int emptyOne() {
        for (int i = 1; i < own.size(); i++) {
            if (own.get(i).load() == 0) {
                return i;
            }
        }
        return added();
    }

    /** Opens a further ring; returns its place, or that of the next in turn without one. */
    private int added() {
        @Nullable PollerRing opened = rings.openFurther();
        if (opened != null) {
            own.add(opened);
            FutexHash.makeRoomFor(2L * own.size() * PollerRing.ROOM);
            return own.size() - 1;
        }
        turn = (turn + 1) % own.size();
        return turn;
    }
}
