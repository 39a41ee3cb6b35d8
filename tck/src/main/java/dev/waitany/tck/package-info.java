/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The contract of WaitAny as a suite of tests: {@link dev.waitany.tck.WaitAnyContract}.
 *
 * <p>The rules are in {@code docs/reference/contract.md}; their tests are in {@code
 * dev.waitany.tck.rules}.
 */
package dev.waitany.tck;
