/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Refusal;

/** What a signal does to an object's word. */
enum Signal {
    SET,
    PULSE,
    RELEASE,
    UNLOCK,
    ABANDON;

    /**
     * Returns 0, or why the word must not change.
     *
     * @param argument how many to release, or the number of the owner
     */
    int refusal(WordObject object, long word, int argument) {
        if ((word & ObjectWord.CLOSED) != 0) {
            return Refusal.CLOSED;
        }
        return switch (this) {
            case SET, PULSE -> 0;
            case RELEASE ->
                    (long) ObjectWord.value(word) + argument > object.maximum() ? Refusal.LIMIT : 0;
            case UNLOCK, ABANDON ->
                    argument == 0 || ObjectWord.value(word) != argument ? Refusal.NOT_OWNER : 0;
        };
    }

    /** Returns the word after the signal, if nobody waits. */
    long applied(long word, int argument) {
        return switch (this) {
            case SET -> ObjectWord.set(word);
            case PULSE -> ObjectWord.unset(word);
            case RELEASE -> ObjectWord.withValue(word, ObjectWord.value(word) + argument);
            case UNLOCK -> ObjectWord.unlocked(word);
            case ABANDON -> ObjectWord.abandoned(word);
        };
    }

    /**
     * Returns whether the signal must look at the queue.
     *
     * <p>It need not if nobody is queued, or the object is not free afterwards. In barging mode it
     * need not either if a waiter that was notified before has not looked yet, and the object
     * serves one waiter only: that waiter will see the new word, or pass the notification on.
     */
    boolean serves(Kind kind, long before, long after, boolean handOff) {
        if ((before & ObjectWord.QUEUED) == 0) {
            return false;
        }
        if (this == PULSE) {
            return true;
        }
        if (ObjectWord.available(kind, after) == 0) {
            return false;
        }
        long notified = before & (ObjectWord.NOTIFIED | ObjectWord.ALL_QUEUED);
        boolean one = kind == Kind.AUTO_EVENT || kind == Kind.AUTO_TIMER || kind == Kind.MUTEX;
        return handOff || !one || notified != ObjectWord.NOTIFIED;
    }
}
