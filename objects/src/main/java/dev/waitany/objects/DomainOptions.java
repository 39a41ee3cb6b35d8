/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Spin;
import dev.waitany.objects.engine.WaitCode;
import dev.waitany.spinning.SpinSetting;
import java.util.Objects;

/**
 * How a domain is opened. Immutable.
 *
 * @param fairness who gets what a signal gives
 * @param spin how long waits of platform threads look before they block; one look reads one field,
 *     however many objects the wait has
 * @param mostObjects the most objects of one wait, from 1 to {@value #MOST_OBJECTS}
 */
public record DomainOptions(Fairness fairness, Spin spin, int mostObjects) {
    /** The most objects of one wait. */
    public static final int MOST_OBJECTS = WaitCode.MOST_OBJECTS;

    /** The most objects of one wait in NT (MAXIMUM_WAIT_OBJECTS). */
    public static final int NT_OBJECTS = 64;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if {@code mostObjects} is out of range
     */
    public DomainOptions {
        Objects.requireNonNull(fairness, "fairness");
        Objects.requireNonNull(spin, "spin");
        if (mostObjects < 1 || mostObjects > MOST_OBJECTS) {
            throw new IllegalArgumentException(
                    "mostObjects is " + mostObjects + ", must be 1 to " + MOST_OBJECTS);
        }
    }

    /**
     * Returns barging, {@value #MOST_OBJECTS} objects, and spinning as the system property {@code
     * dev.waitany.spin} says, or {@linkplain Spin#adaptive() adaptive}.
     *
     * @throws IllegalArgumentException if that property has a bad value
     */
    public static DomainOptions defaults() {
        return new DomainOptions(Fairness.BARGING, SpinSetting.present(), MOST_OBJECTS);
    }

    /** Returns these options with another fairness. */
    public DomainOptions with(Fairness other) {
        return new DomainOptions(other, spin, mostObjects);
    }

    /** Returns these options with other spinning. */
    public DomainOptions with(Spin other) {
        return new DomainOptions(fairness, other, mostObjects);
    }

    /** Returns these options with NT's limit of {@value #NT_OBJECTS} objects a wait. */
    public DomainOptions withNtLimit() {
        return new DomainOptions(fairness, spin, NT_OBJECTS);
    }
}
