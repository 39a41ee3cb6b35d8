/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The raw ring: its two queues, and the system calls that make it, enter it and free it. Knows
 * futex words, and nothing of waits, strategies or pollers.
 *
 * <p><b>Threads.</b> Nothing here is thread-safe unless stated: a ring belongs to the thread that
 * opened it (IORING_SETUP_SINGLE_ISSUER).
 *
 * <p><b>Memory order.</b> The owner stores the two indexes that the kernel reads with release: the
 * submission tail after the entries, the completion head after the completions were read. It loads
 * the one index that the kernel writes, the completion tail, with acquire, before the completions.
 * Everything else is plain, as one thread owns the ring and the system call orders the rest.
 */
@NullMarked
package dev.waitany.ring.uring;

import org.jspecify.annotations.NullMarked;
