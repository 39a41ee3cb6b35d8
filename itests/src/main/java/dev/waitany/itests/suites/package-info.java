/* SPDX-License-Identifier: Apache-2.0 */

/** The suites that run in guests, and the command that runs them on several kernels. */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.suites;
