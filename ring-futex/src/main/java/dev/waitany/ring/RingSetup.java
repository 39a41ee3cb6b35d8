/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * How a ring is set up: what is wished for when it is opened, and what became of it once it is
 * ({@link Ring#setup()}), as everything but the mode gives way to its plain form on a kernel that
 * lacks it. What each costs and brings is in docs/explanation/ring-setup.md.
 *
 * @param indexArray entries go by way of an array of their indices, as before 6.6
 * @param registeredDescriptor the owner enters by a number the kernel looks up without the table of
 *     files (5.18). Another thread's close then ends the ring only when the owner ends
 * @param registeredWaits how long to wait is read from memory the kernel has mapped, and not copied
 *     at each enter (6.13)
 */
record RingSetup(
        RingMode mode, boolean indexArray, boolean registeredDescriptor, boolean registeredWaits) {

    /** The mode, no index array, and nothing registered. */
    static RingSetup of(RingMode mode) {
        return new RingSetup(mode, false, false, false);
    }

    RingSetup withIndexArray() {
        return new RingSetup(mode, true, registeredDescriptor, registeredWaits);
    }

    RingSetup withRegisteredDescriptor(boolean registered) {
        return new RingSetup(mode, indexArray, registered, registeredWaits);
    }

    RingSetup withRegisteredWaits(boolean registered) {
        return new RingSetup(mode, indexArray, registeredDescriptor, registered);
    }

    @Override
    public String toString() {
        return mode
                + (indexArray ? ", index array" : "")
                + (registeredDescriptor ? ", registered descriptor" : "")
                + (registeredWaits ? ", registered waits" : "");
    }
}
