/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The rules of the contract as tests, one interface for each subject.
 *
 * <p>The name of a test begins with the number of its rule in {@code docs/reference/contract.md}:
 * {@code rule03_passedDeadlineDoesNotBlock} is a test of rule 3. A test depends on {@link
 * dev.waitany.WaitAny#capabilities()} where strategies may differ, and never on a strategy's name.
 * A test knows that a thread waits because the kernel has queued the thread on the word; no test
 * sleeps for a guessed time.
 */
package dev.waitany.tck.rules;
