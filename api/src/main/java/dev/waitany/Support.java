/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * Tells whether a strategy works here, which is found by trying its system calls.
 *
 * @param strategy the strategy's name
 * @param available whether it works on this kernel and in this sandbox
 * @param reason the system call that was tried and its answer, such as {@code io_uring_setup(2):
 *     EPERM}
 * @param remedy what would help; empty if the strategy works
 */
public record Support(String strategy, boolean available, String reason, String remedy) {
    /** Returns the answer of a strategy that works. */
    public static Support available(String strategy, String reason) {
        return new Support(strategy, true, reason, "");
    }

    /** Returns the answer of a strategy that does not work. */
    public static Support missing(String strategy, String reason, String remedy) {
        return new Support(strategy, false, reason, remedy);
    }
}
