/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Linux as WaitAny calls it.
 *
 * <p><b>Names</b> are the kernel's. <b>Errors</b>: every call returns its result, or the negated
 * errno; nothing here throws for what the kernel answers. <b>Errno</b> is captured per call into a
 * {@link dev.waitany.linux.CallState} of the calling thread or of the object that calls, never into
 * one shared segment. <b>Memory</b>: calls take segments where the arena behind them must stay open
 * during the call (the linker then refuses to close it), and raw addresses only for memory that the
 * caller owns.
 */
package dev.waitany.linux;
