/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.ArenaCounts;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import java.util.function.LongConsumer;

/**
 * One ring of a poller, and the armed sets whose words stay queued on it. Used by the poller's
 * thread only.
 *
 * <p>A word that is armed again is one entry. Only a word that is removed, or a set that is closed,
 * costs cancels, which walk the list of the ring's waits. So such a ring takes more words than one
 * of pending waits, and a poller has few of them.
 */
final class ArmedRing extends WatchedRing {
    /** Words up to which the ring takes further sets. */
    static final int ROOM = 2048;

    /** Entries of the submission queue. */
    static final int QUEUE = 256;

    private final ArenaCounts arenas;
    private final Slots<ArmedWords> sets = new Slots<>();
    private int words; // places of the sets when they came

    /**
     * @param ring a ring of {@link #QUEUE} entries
     * @param arenas counts the arenas of the words that the kernel has
     */
    private ArmedRing(int number, Ring ring, ArenaCounts arenas) {
        super(number, ring);
        this.arenas = arenas;
    }

    /** Makes an armed ring of a ring, which is closed if that fails. */
    static ArmedRing of(int number, Ring ring, ArenaCounts arenas) {
        try {
            return new ArmedRing(number, ring, arenas);
        } catch (Throwable failure) {
            ring.close();
            throw failure;
        }
    }

    /** Tells whether a set with so many words may come. */
    boolean hasRoom(int more) {
        return words == 0 || words + more <= ROOM;
    }

    /** Takes a set in. */
    void attach(ArmedWords set) {
        int slot = sets.next();
        sets.take(slot, set);
        set.attach(this, slot);
        words += set.places();
    }

    /** Adds the entries for what the calls on a set have asked. */
    void serve(ArmedWords set) {
        set.submit(ring(), sets.count() == 1, arenas);
        letGo(set);
    }

    private void letGo(ArmedWords set) {
        if (set.mayLeave()) {
            leave(set);
        }
    }

    private void leave(ArmedWords set) {
        sets.leave(set.slot);
        words = sets.count() == 0 ? 0 : Math.max(1, words - set.places());
        set.detach();
    }

    @Override
    void reap(ItemList<PolledWait> ended, LongConsumer others) {
        CompletionQueue completions = ring().completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            completions.consume(1);
            if (UserData.isEntry(userData)) {
                ArmedWords set = sets.get(UserData.slot(userData));
                set.completed(UserData.entry(userData), result, arenas);
                letGo(set);
            }
        }
    }

    @Override
    void stopAgain() {
        for (int slot = 0; slot < sets.end(); slot++) {
            ArmedWords set = sets.at(slot);
            if (set != null) {
                set.cancelClosed(ring());
            }
        }
    }

    @Override
    void cancelAll() {
        ring().reserve();
        ring().submissions().cancelEverything(UserData.CANCEL);
    }

    @Override
    void abandon(ItemList<PolledWait> ended, Throwable failure) {
        letGo(ended);
    }

    /** Shuts and closes the ring, if it has sets. Their words are to be armed again. */
    void letGo(ItemList<PolledWait> ended) {
        if (sets.count() == 0) {
            return;
        }
        try {
            shutAndReap(ended);
        } finally {
            for (int slot = 0; slot < sets.end(); slot++) {
                ArmedWords set = sets.at(slot);
                if (set != null) {
                    set.lost(arenas);
                    leave(set);
                }
            }
        }
    }

    @Override
    void withdrawn(long userData) {
        if (UserData.isEntry(userData)) {
            sets.get(UserData.slot(userData)).withdrawn(UserData.entry(userData), arenas);
        }
    }
}
