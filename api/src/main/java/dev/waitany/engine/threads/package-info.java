/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The threads that one {@link dev.waitany.WaitAny} starts: those that complete futures, and those
 * that block for other threads. This package knows nothing of waits.
 *
 * <p>All of it goes on after memory has run out: passing a task or a future to a running thread
 * needs none.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.engine.threads;
