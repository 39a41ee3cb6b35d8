/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

/**
 * A strategy that does not work on a kernel.
 *
 * @param error the kernel's answer, by name
 */
record Lack(String strategy, String error) {}
