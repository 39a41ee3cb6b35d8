/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Counts waits in and out on the words that have a count of waiters ({@link
 * dev.waitany.CountedWord}). It stands between the engine and a strategy's backend, so neither
 * knows of counts: each object of a backend that lets the kernel queue words is wrapped in one that
 * counts first.
 */
package dev.waitany.counted;
