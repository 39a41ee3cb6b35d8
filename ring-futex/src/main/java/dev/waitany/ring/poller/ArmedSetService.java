/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.FutexHash;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what the calls on armed sets ask of their poller: gives each set a ring, and adds its
 * entries. Used by the poller's thread only.
 *
 * <pre>
 *   taken from the inbox --serve--> served --the ring was entered--> answered
 * </pre>
 *
 * <p>A set whose cancels were refused stays to be served, and the next step repeats that.
 */
final class ArmedSetService {
    private final PollerRings rings;
    private final ArrayList<ArmedRing> own = new ArrayList<>();
    private final ItemList<ArmedWords> toServe = new ItemList<>();
    private final ItemList<ArmedWords> toAnswer = new ItemList<>();

    ArmedSetService(PollerRings rings) {
        this.rings = rings;
    }

    /** Notes a set that was taken from the inbox. */
    void add(ArmedWords set) {
        toServe.add(set);
    }

    /** Adds the entries of all sets that were taken. */
    void serve() {
        for (ArmedWords set = toServe.peek(); set != null; set = toServe.peek()) {
            serve(set);
            toServe.poll();
            toAnswer.add(set);
        }
    }

    private void serve(ArmedWords set) {
        set.requests.see();
        ArmedRing ring = set.ring();
        if (ring == null && set.needsRing()) {
            ring = attached(set);
        }
        if (ring != null) {
            ring.serve(set); // which may detach the set, if it is to be closed
            rings.enterSoon(ring);
        }
    }

    /** Answers the sets whose rings were entered since they were served. */
    void answer() {
        for (ArmedWords set = toAnswer.poll(); set != null; set = toAnswer.poll()) {
            letGo(set, set.callerIsNeeded);
            if (set.requests.haveUnseen() && set.queue()) { // which the caller could not queue
                toServe.add(set);
            }
        }
    }

    /** Tells whether a set is to be served that is in no inbox. */
    boolean hasWork() {
        return !toServe.isEmpty();
    }

    /** Refuses all sets, as the rings are given up: the calls look for another poller. */
    void refuse() {
        for (ArmedWords set = toAnswer.poll(); set != null; set = toAnswer.poll()) {
            refuse(set);
        }
        for (ArmedWords set = toServe.poll(); set != null; set = toServe.poll()) {
            refuse(set);
        }
    }

    /** Refuses a set that was taken from the inbox. */
    void refuse(ArmedWords set) {
        do {
            set.requests.see();
            letGo(set, () -> true);
        } while (set.requests.haveUnseen() && set.queue());
    }

    /** Before it reads the requests again, lets the caller queue the set (Dekker). */
    private static void letGo(ArmedWords set, BooleanSupplier callerIsNeeded) {
        set.taken();
        set.requests.answer(callerIsNeeded);
    }

    private @Nullable ArmedRing attached(ArmedWords set) {
        try {
            ArmedRing ring = ringFor(set.places());
            ring.attach(set);
            return ring;
        } catch (Throwable refused) {
            set.refuse(refused);
            return null;
        }
    }

    private ArmedRing ringFor(int words) {
        for (int i = own.size() - 1; i >= 0; i--) {
            if (own.get(i).hasRoom(words)) {
                return own.get(i);
            }
        }
        if (!own.isEmpty() && !rings.mayOpen()) {
            return own.getLast();
        }
        own.ensureCapacity(own.size() + 1);
        ArmedRing ring = rings.openArmed();
        own.add(ring);
        FutexHash.makeRoomFor(2L * Math.max(words, own.size() * ArmedRing.ROOM));
        return ring;
    }
}
