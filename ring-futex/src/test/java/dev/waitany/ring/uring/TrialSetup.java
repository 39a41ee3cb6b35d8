/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

/**
 * A way to set up a ring that was tried and rejected (docs/explanation/ring-setup.md).
 *
 * @param mode the ring's mode; ignored for a ring that the kernel polls
 * @param kernelPolls a kernel thread takes the entries (IORING_SETUP_SQPOLL)
 * @param indexArray entries are submitted through an array of their indexes, as before Linux 6.6
 * @param registeredDescriptor the owner enters by an index into its table of rings (Linux 5.18)
 * @param registeredWaits the kernel reads wait arguments from memory that it has mapped (Linux
 *     6.13)
 */
record TrialSetup(
        RingMode mode,
        boolean kernelPolls,
        boolean indexArray,
        boolean registeredDescriptor,
        boolean registeredWaits) {

    static TrialSetup of(RingMode mode) {
        return new TrialSetup(mode, false, false, false, false);
    }

    TrialSetup withKernelPolling() {
        return new TrialSetup(mode, true, indexArray, registeredDescriptor, registeredWaits);
    }

    TrialSetup withIndexArray() {
        return new TrialSetup(mode, kernelPolls, true, registeredDescriptor, registeredWaits);
    }

    TrialSetup withRegisteredDescriptor() {
        return new TrialSetup(mode, kernelPolls, indexArray, true, registeredWaits);
    }

    TrialSetup withRegisteredWaits() {
        return new TrialSetup(mode, kernelPolls, indexArray, registeredDescriptor, true);
    }

    @Override
    public String toString() {
        return (kernelPolls ? "POLLED" : mode)
                + (indexArray ? ", index array" : "")
                + (registeredDescriptor ? ", registered descriptor" : "")
                + (registeredWaits ? ", registered waits" : "");
    }
}
