/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Tools for tests that let each kernel call of a strategy fail once.
 *
 * <p>A strategy makes its calls through an interface. A test replaces that interface by one that
 * lets call <i>n</i> fail with a {@link dev.waitany.tck.faults.CallFault}, while {@link
 * dev.waitany.tck.faults.CountedWakes} wakes the words of a wait and counts. It repeats this for
 * all <i>n</i>. Afterwards every wake that the kernel counted must have reached the wait or another
 * waiter.
 */
package dev.waitany.tck.faults;
