/* SPDX-License-Identifier: Apache-2.0 */

/** Flight recorder events of waits. */
@NullMarked
package dev.waitany.recording;

import org.jspecify.annotations.NullMarked;
