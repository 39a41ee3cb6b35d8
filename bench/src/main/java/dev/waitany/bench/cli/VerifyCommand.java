/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Adds {@code verify} to the help. The launcher runs it with Maven, because a build cannot run in
 * the jar that it builds.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Runs every test. Installs what the tests need, or lists the tests that are left out.")
final class VerifyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("verify is run by the launcher: ./waitany verify");
    }
}
