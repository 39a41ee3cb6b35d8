/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.FutexWord;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitSet;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The places of an armed set's words: which are taken and which are vacant, as words are added and
 * removed. For the set's owner only.
 */
final class ArmedPlaces {
    private final WaitSet set;
    private final int most;
    private final BitSet vacant = new BitSet();
    private @Nullable Map<Long, Integer> byAddress; // made when a word is first added

    /**
     * Takes over a set whose places are all taken.
     *
     * @param most the largest number of words that the strategy takes
     */
    ArmedPlaces(WaitSet set, int most) {
        this.set = set;
        this.most = most;
    }

    /** Puts a word at the first vacant place, or behind the last. Returns the place. */
    int put(FutexWord word, int expected) {
        Objects.requireNonNull(word, "word");
        if (!word.segment().scope().isAlive()) {
            throw new IllegalStateException("the word's arena is closed");
        }
        Map<Long, Integer> places = byAddress();
        Integer before = places.get(word.address());
        if (before != null) {
            throw new IllegalArgumentException(
                    "word " + before + " of the set is the same: " + word);
        }
        int first = vacant.nextSetBit(0);
        int place = first >= 0 ? first : set.size();
        if (place == most) {
            throw new IllegalArgumentException(
                    "the set has " + most + " words, and the strategy waits on no more");
        }
        API.put(set, place, word, expected);
        vacant.clear(place);
        places.put(word.address(), place);
        return place;
    }

    /** Marks a place as vacant. Its word stays in the set until another takes the place. */
    void vacate(int place) {
        vacant.set(place);
        if (byAddress != null) {
            byAddress.remove(set.word(place).address());
        }
    }

    /** Checks that there is such a place, and that its word was not removed. */
    void refuseVacant(int place) {
        Objects.checkIndex(place, set.size());
        if (vacant.get(place)) {
            throw new IllegalStateException("word " + place + " was removed from the set");
        }
    }

    /**
     * Returns an exception that names the word, if the arena of one was closed; otherwise the
     * failure itself, also if memory has run out.
     */
    IllegalStateException explained(IllegalStateException failure) {
        try {
            int gone = failure instanceof WaitAnyClosedException ? -1 : firstClosed();
            return gone < 0
                    ? failure
                    : new IllegalStateException(
                            "word " + gone + " of the armed set: its arena is closed", failure);
        } catch (Throwable unexplained) {
            return failure;
        }
    }

    /** Returns the first taken place whose word's arena is closed, or -1 if none is. */
    int firstClosed() {
        return firstClosed(_ -> true);
    }

    /** The same among some of the places. */
    int firstClosed(IntPredicate places) {
        for (int i = vacant.nextClearBit(0); i < set.size(); i = vacant.nextClearBit(i + 1)) {
            if (!set.word(i).segment().scope().isAlive() && places.test(i)) {
                return i;
            }
        }
        return -1;
    }

    private Map<Long, Integer> byAddress() {
        Map<Long, Integer> known = byAddress;
        if (known == null) {
            known = HashMap.newHashMap(set.size());
            for (int i = vacant.nextClearBit(0); i < set.size(); i = vacant.nextClearBit(i + 1)) {
                known.put(set.word(i).address(), i);
            }
            byAddress = known;
        }
        return known;
    }
}
