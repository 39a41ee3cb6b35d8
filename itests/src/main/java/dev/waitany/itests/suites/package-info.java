/* SPDX-License-Identifier: Apache-2.0 */

/** What is run in guests: the contract suite of each strategy, as classes that can be named. */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.suites;
