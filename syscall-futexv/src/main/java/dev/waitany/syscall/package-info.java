/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Waiting with futex_waitv(2): one system call per wait, up to 128 words, and one index of those
 * woken.
 */
package dev.waitany.syscall;
