/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What tests of strategies share: which strategies there are, tasks on threads, and waiting until
 * the kernel has queued a waiter.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.harness;
