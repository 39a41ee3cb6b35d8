/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.access;

import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Gives the packages of this module access to members that the users' types keep package-private.
 *
 * <p>Strategies and the engine need members of {@link WaitSet} and {@link WaitAny} that are no use
 * to users. Public, they would be part of every user's view of these types. The JDK solves this
 * with "shared secrets": a package registers an object that implements an interface of another
 * package. That object sits in a static field that is written once, after the class was
 * initialized. Here the one implementation is looked up instead, so the field is a constant and no
 * order of class initialization can leave it empty. The lookup needs no permission, because both
 * packages belong to one module.
 */
public interface ApiAccess {
    /** The implementation in the users' package. */
    ApiAccess API = find();

    /** Opens a {@link WaitAny} on a backend. */
    WaitAny open(String name, Backend backend);

    /** Returns a number that changes when a place of the set gets another word. */
    int generation(WaitSet set);

    /**
     * Checks that every thread may access every word of the set.
     *
     * @throws IllegalArgumentException if a word lives in a confined arena; the message names it
     */
    void refuseConfined(WaitSet set);

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
