/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * Whether a strategy works here, found out by trying.
 *
 * @param strategy its name
 * @param available whether it works on this kernel, in this sandbox
 * @param reason what was asked and what answered: {@code io_uring_setup(2): EPERM}
 * @param remedy what would help; empty when it works
 */
public record Support(String strategy, boolean available, String reason, String remedy) {
    /** It works. */
    public static Support available(String strategy, String reason) {
        return new Support(strategy, true, reason, "");
    }

    /** It does not. */
    public static Support missing(String strategy, String reason, String remedy) {
        return new Support(strategy, false, reason, remedy);
    }
}
