/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Stands in the help; the launcher runs it from the integration tests, which this knows nothing of.
 */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        description = "Runs the tests on several kernels, in machines of their own.")
final class KernelsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("kernels is run by the launcher: ./waitany kernels");
    }
}
