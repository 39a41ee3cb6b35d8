/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.bench.cli.WaitAnyCommand;

/** The main class of the jar. */
public final class Main {
    private Main() {}

    /** Runs a command of {@code ./waitany} and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        WaitAnyCommand.main(arguments);
    }
}
