/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Adds {@code kernels} to the help. The launcher runs it in the module of the integration tests.
 */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        description = "Runs the tests on several kernels, each in a virtual machine.")
final class KernelsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("kernels is run by the launcher: ./waitany kernels");
    }
}
