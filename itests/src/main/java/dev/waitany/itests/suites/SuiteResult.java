/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of one suite on one kernel.
 *
 * @param kernel as it was requested
 * @param suite a strategy, {@code behaviours} or {@code differential}
 * @param failures the tests that failed, each with its trace
 * @param seconds in which they ran
 */
record SuiteResult(
        String kernel,
        String suite,
        int passed,
        int skipped,
        List<String> failures,
        double seconds) {

    SuiteResult {
        failures = List.copyOf(failures);
    }

    /** Adds the other part of a suite that runs in two JVMs. */
    SuiteResult plus(SuiteResult other) {
        List<String> all = new ArrayList<>(failures);
        all.addAll(other.failures);
        return new SuiteResult(
                kernel,
                suite,
                passed + other.passed,
                skipped + other.skipped,
                all,
                seconds + other.seconds);
    }
}
