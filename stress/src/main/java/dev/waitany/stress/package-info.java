/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Tests the memory effects that {@code dev.waitany} promises with jcstress. The promises are in
 * docs/explanation/memory-model.md.
 *
 * <p>Each claim has a control that differs in one respect: a weaker access, or another order. The
 * result that the claim forbids is allowed there, and marked as interesting. If the control shows
 * it, the test is able to detect it.
 *
 * <p>Tests of package-private classes are in the packages of those classes. This module has no
 * descriptor, so it can share packages with others. A test has two actors: jcstress leaves out one
 * with more actors than the machine has processors.
 */
@NullMarked
package dev.waitany.stress;

import org.jspecify.annotations.NullMarked;
