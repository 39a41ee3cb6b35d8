/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

/**
 * One test of a run.
 *
 * @param module the folder of the Maven module that ran it
 * @param testClass the full name of its class
 * @param name as the report gives it
 * @param detail the first line of the reason for a failure or skip; empty if it passed
 * @param seconds how long it ran
 */
record TestCase(
        String module,
        String testClass,
        String name,
        Status status,
        String detail,
        double seconds) {
    enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** Classes whose tests run in guests. Their names contain the guest's name and a colon. */
    private static final String KERNELS = "dev.waitany.itests.suites.KernelMatrixIT";

    private static final String SANDBOXES = "dev.waitany.itests.sandbox.SandboxIT";

    /** Whether it ran on a kernel or in a sandbox that has a row in the summary. */
    boolean isGuest() {
        return testClass.startsWith(KERNELS) || testClass.startsWith(SANDBOXES);
    }

    /** The row that counts it: a kernel, a sandbox or a module. */
    String row() {
        return isGuest() ? title().split(": ", 2)[0] : module;
    }

    /** Its name without its module. */
    String title() {
        return isGuest()
                ? name.substring(startOfGuest())
                : testClass.replaceFirst(".*\\.", "") + "." + name;
    }

    /**
     * Skips the names of the containers that Failsafe puts before that of the test, the factory's
     * method last: {@code threads kernels() Linux 6.12: threads: rule01()}.
     */
    private int startOfGuest() {
        String upToGuest = name.split(": ", 2)[0];
        int factory = upToGuest.lastIndexOf(") ");
        return factory < 0 ? 0 : factory + 2;
    }
}
