/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.WaitSet;
import dev.waitany.linux.FutexHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rings of a poller that take pending waits, and which of them takes the next one. The first is
 * the ring on which the poller blocks. Used by the poller's thread only.
 *
 * <p>The rings that may have room are a stack. A wait that begins looks at the topmost and drops
 * those that are full. A ring comes back when a wait leaves it. So finding a ring takes the same
 * time with any number of rings, and the ring that was used last is used next.
 */
final class WaitRings {
    /** A wait of more entries gets a ring alone, where one cancel serves for all of them. */
    private static final int LARGE = 16;

    /** Pending words for which the kernel's table of futexes is enlarged at first. */
    private static final int FEW_WORDS = 128;

    private final PollerRings rings;
    private final List<PollerRing> own;
    private final PollerRing[] withRoom; // a stack; each ring is there once at most
    private int top;
    private int turn; // among rings that take more than they have room for
    private long words; // of pending waits
    private long hashed; // words for which the kernel's table has room

    WaitRings(PollerRings rings, PollerRing first, int most) {
        this.rings = rings;
        this.own = new ArrayList<>(most); // room for all: what is noted later needs no memory
        this.withRoom = new PollerRing[most];
        adopt(first);
        makeRoomForWords();
    }

    PollerRing first() {
        return own.getFirst();
    }

    /** Returns a ring for a wait on this set. */
    PollerRing roomFor(WaitSet set) {
        int entries = first().entries(set);
        if (entries > LARGE) {
            return alone();
        }
        while (top > 0) {
            PollerRing ring = withRoom[top - 1];
            if (ring.hasRoom(entries)) {
                return ring;
            }
            top--;
            ring.listed = false;
        }
        return added();
    }

    /**
     * Notes that a wait on so many words has begun. Throws nothing, as the wait is pending: with a
     * smaller table it is only slower.
     */
    void began(int count) {
        words += count;
        if (words > hashed) {
            try {
                makeRoomForWords();
            } catch (RuntimeException | Error refused) {
                return; // until the words have doubled again
            }
        }
    }

    /** Notes that a wait has left a ring. Needs no memory. */
    void left(PollerRing ring, int count) {
        words -= count;
        if (!ring.listed) {
            ring.listed = true;
            withRoom[top++] = ring;
        }
    }

    /** Returns a further ring without waits; any ring, if there can be none. */
    private PollerRing alone() {
        for (int i = 1; i < own.size(); i++) {
            if (own.get(i).load() == 0) {
                return own.get(i).reserved();
            }
        }
        return added().reserved();
    }

    /** Opens a further ring; returns the next in turn if there can be none. */
    private PollerRing added() {
        @Nullable PollerRing opened = rings.openFurther();
        if (opened != null) {
            adopt(opened);
            return opened;
        }
        turn = (turn + 1) % own.size();
        return own.get(turn);
    }

    private void adopt(PollerRing ring) {
        own.add(ring);
        ring.adoptedBy(this);
        ring.listed = true;
        withRoom[top++] = ring;
    }

    /** Doubles the room each time: the kernel moves all waiters to the larger table. */
    private void makeRoomForWords() {
        hashed = Math.max(FEW_WORDS, 2 * words);
        FutexHash.makeRoomFor(2 * hashed);
    }
}
