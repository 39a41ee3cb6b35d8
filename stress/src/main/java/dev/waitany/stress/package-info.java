/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The memory effects that {@code dev.waitany} promises (docs/explanation/memory-model.md), under jcstress.
 * Beside each claim stands a control with a weaker access, whose bad outcome is allowed and
 * interesting: where it shows, the claim is more than luck.
 */
@NullMarked
package dev.waitany.stress;

import org.jspecify.annotations.NullMarked;
