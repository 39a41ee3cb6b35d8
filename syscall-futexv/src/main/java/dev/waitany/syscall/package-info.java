/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategy {@code syscall-waitv}: one futex_waitv(2) call per wait, on up to 128 words. The
 * kernel reports one of the woken words.
 */
package dev.waitany.syscall;
