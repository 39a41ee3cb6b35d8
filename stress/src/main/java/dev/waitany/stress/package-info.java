/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Tests the memory effects that {@code dev.waitany} promises with jcstress. The promises are in
 * docs/explanation/memory-model.md.
 *
 * <p>Each claim has a control that differs in one respect: a weaker access, or another order. The
 * result that the claim forbids is allowed there, and marked as interesting. If the control shows
 * it, the test is able to detect it.
 */
@NullMarked
package dev.waitany.stress;

import org.jspecify.annotations.NullMarked;
