/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.FutexWord;
import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.access.Confinement;
import dev.waitany.spinning.SpinSetting;
import java.util.Objects;

/**
 * What a strategy needs of the users' types, and users do not.
 *
 * <p>These operations are here rather than on {@link WaitSet} and {@link WaitAny}, so that users do
 * not meet them. All are thread-safe, except where said.
 */
public final class StrategyAccess {
    private StrategyAccess() {}

    /**
     * Opens a {@link WaitAny} on a backend that is not registered as a service. Meant for tests of
     * a strategy.
     *
     * @param name the name that {@link WaitAny#name()} returns and that messages contain
     * @param backend used by this {@code WaitAny} alone, which closes it
     * @return a new {@code WaitAny}
     */
    public static WaitAny open(String name, Backend backend) {
        return open(name, backend, SpinSetting.present());
    }

    /**
     * Opens a {@link WaitAny} as {@link #open(String, Backend)} does, whose waits spin as given.
     *
     * @param name the name that {@link WaitAny#name()} returns and that messages contain
     * @param backend used by this {@code WaitAny} alone, which closes it
     */
    public static WaitAny open(String name, Backend backend, Spin spin) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(spin, "spin");
        return API.open(name, backend, spin);
    }

    /**
     * Returns the generation of a set's words: a number that changes whenever a place of the set
     * gets another word, or the set gets longer. Only {@link dev.waitany.ArmedSet#add} does that.
     *
     * <p>A strategy that derives something from the words (their addresses, their arenas) can keep
     * it for later waits on the same set, for as long as the generation stays the same. Expected
     * values, the bitset and the treatment of surplus wakes can change from one wait to the next
     * without a new generation. None of them changes during a wait. The generations of two sets
     * have nothing to do with each other.
     *
     * <p>To be called by the thread that waits on the set, or before and after that wait.
     */
    public static int generation(WaitSet set) {
        return API.generation(set);
    }

    /**
     * Tells whether a word does not hold its expected value, or cannot be read because its memory
     * is gone. Such a word may have been woken, as wakers change a word before they wake it.
     * Allocates nothing if the memory is there.
     *
     * @param index of a place that has a word
     */
    public static boolean mayHaveChanged(WaitSet set, int index) {
        try {
            return set.word(index).get() != set.expected(index);
        } catch (IllegalStateException | InternalError gone) { // arena closed, file cut
            return true;
        }
    }

    /**
     * Tells whether a word belongs to a {@link dev.waitany.CountedWord}: a wait that did not count
     * itself there would be missed by wakes. The backend of a {@link WaitAny} need not ask, as its
     * waits are counted for it.
     */
    public static boolean isCounted(FutexWord word) {
        return API.isCounted(word);
    }

    /**
     * Checks that every thread may access the words of a set. For strategies in which threads other
     * than the waiting one read the words or call the kernel with them.
     *
     * <p>{@link WaitAny} makes this check itself before it calls {@link PendingWaits#begin}, and
     * before it waits on behalf of a virtual thread or a future.
     *
     * @throws IllegalArgumentException if a word lives in a confined arena; the message names the
     *     word's index
     */
    public static void refuseConfined(WaitSet set) {
        Confinement.refuseConfined(set);
    }
}
