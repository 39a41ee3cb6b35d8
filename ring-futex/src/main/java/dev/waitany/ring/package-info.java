/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Futexes on io_uring. {@link dev.waitany.ring.FutexRing} offers the operations, without blocking:
 * begin there. Beside it are three strategies, for {@link dev.waitany.WaitAny} to find. The rest of
 * this page is about what is beneath both.
 *
 * <p><b>The ring</b> is {@link dev.waitany.ring.Ring}: {@link dev.waitany.ring.SubmissionQueue} and
 * {@link dev.waitany.ring.CompletionQueue} over memory shared with the kernel. Each ring belongs to
 * one platform thread (SINGLE_ISSUER), which alone submits, enters and reaps; closing it is for any
 * thread once the owner is done.
 *
 * <p><b>Memory order.</b> The two indexes that the kernel reads are stored with release after what
 * they publish (the submission tail after its entries, the completion head after the completions
 * were read); the one that the kernel writes (the completion tail) is loaded with acquire before
 * the completions it publishes are read. All else is plain: the owner is one thread, and the system
 * call orders the rest.
 *
 * <p><b>user_data</b> of a {@code FutexRing} is in {@link dev.waitany.ring.Pending}; of a strategy
 * it is the index of a word; what is not a wait on a word has a negative one ({@link
 * dev.waitany.ring.UserData}).
 */
package dev.waitany.ring;
