/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Stands in the help; the launcher runs Maven itself, since a build cannot run inside what it
 * builds.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Runs every test. Installs what they need, or names what is left out.")
final class VerifyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("verify is run by the launcher: ./waitany verify");
    }
}
