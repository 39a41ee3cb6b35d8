/* SPDX-License-Identifier: Apache-2.0 */
/** Flight recorder events of waits for objects. */
@NullMarked
package dev.waitany.objects.recording;

import org.jspecify.annotations.NullMarked;
