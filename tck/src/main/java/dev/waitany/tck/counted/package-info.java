/* SPDX-License-Identifier: Apache-2.0 */

/** The rules of the contract on words with a count of waiters, as tests. */
package dev.waitany.tck.counted;
