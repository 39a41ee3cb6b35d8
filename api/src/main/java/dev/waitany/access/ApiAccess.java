/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.access;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import dev.waitany.spinning.SpinLearner;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Gives the packages of this module access to members that the users' types keep package-private.
 *
 * <p>The engine and strategies need operations of {@link WaitSet}, {@link WaitResult} and {@link
 * WaitAny} that are no use to users. If they were public, every user would see them. The JDK solves
 * this with "shared secrets": a package registers an implementation of another package's interface.
 * The implementation is then in a static field, written once, when a class is initialized. Here it
 * is looked up instead, so the field is a constant that the compiler can fold, and no order of
 * class initialization finds it empty. The lookup needs no permission, because both packages belong
 * to one module.
 */
public interface ApiAccess {
    /** The implementation in the users' package. */
    ApiAccess API = find();

    /** Opens a {@link WaitAny} on a backend. */
    WaitAny open(String name, Backend backend, Spin spin);

    /** Returns how waits on a set spin; null if the {@link WaitAny} decides. */
    @Nullable Spin spin(WaitSet set);

    /** Returns what a set in use has learned about spinning. Made when it is first asked for. */
    SpinLearner learner(WaitSet set);

    /** Returns a deadline that one thread sets anew for each of its waits. */
    Deadline threadDeadline();

    /** Sets such a deadline to the time after a span of nanoseconds from now on; returns it. */
    Deadline in(Deadline threadDeadline, long span);

    /** Returns until when a wait blocks; then it spins. The deadline itself unless it is exact. */
    Deadline blocking(Deadline deadline);

    /** Returns a number that changes when a place of the set gets another word. */
    int generation(WaitSet set);

    /** Puts a word at a place of a set in use: an existing place, or one behind the last. */
    void put(WaitSet set, int index, FutexWord word, int expected);

    /** Sets an expected value of a set in use. */
    void expect(WaitSet set, int index, int value);

    /** Returns whether a set may have words whose waits are counted. */
    boolean isCounted(WaitSet set);

    /** Returns whether waits on a word have to count themselves. */
    boolean isCounted(FutexWord word);

    /** Counts a wait in on each such word of a set; on all or, if this throws, on none. */
    void countIn(WaitSet set);

    /** Counts a wait out on each such word of a set. Throws nothing. */
    void countOut(WaitSet set);

    /** Counts a wait in on one word of a set, if its waits are counted. */
    void countIn(WaitSet set, int index);

    /** Counts a wait out on one word of a set, if its waits are counted. Throws nothing. */
    void countOut(WaitSet set, int index);

    /** Ends the set's use: the next wait may have it. */
    void end(WaitSet set);

    /**
     * Returns an exception that names the word whose arena is closed, if that is why an access
     * failed; otherwise the failure itself.
     */
    RuntimeException explain(WaitSet set, IllegalStateException failure);

    /** Returns the set's {@code WOKEN} result for a place, without garbage from the second time. */
    WaitResult woken(WaitSet set, int index);

    /** Returns the set's {@code CHANGED} result for a place, as {@link #woken}. */
    WaitResult changed(WaitSet set, int index);

    /** Returns the {@code TIMED_OUT} result. */
    WaitResult timedOut();

    /** Returns the {@code CANCELLED} result. */
    WaitResult cancelled();

    /** Returns a result like this one that lists these surplus wakes. */
    WaitResult with(WaitResult result, int[] surplus, int[] forwarded);

    private static ApiAccess find() {
        Class<?> neighbour = WaitSet.class;
        try {
            Lookup there = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
            Class<?> granted = there.findClass(neighbour.getPackageName() + ".GrantedAccess");
            return (ApiAccess)
                    there.findConstructor(granted, MethodType.methodType(void.class)).invoke();
        } catch (Throwable failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }
}
