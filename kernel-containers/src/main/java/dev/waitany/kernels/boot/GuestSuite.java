/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.guest.GuestCommand;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is run on a kernel. Each element of a list completes the command line of one JVM; the JVMs
 * run one after the other.
 */
public interface GuestSuite {
    /** Returns the commands for an emulated machine. */
    List<UnaryOperator<GuestCommand>> emulated();

    /** Returns the commands for this machine itself. */
    List<UnaryOperator<GuestCommand>> here();

    /**
     * Returns the command of the training run for an AOT cache. It runs all test classes with as
     * little work as possible: the cache is kept for the class path, and suites share it.
     */
    UnaryOperator<GuestCommand> training();
}
