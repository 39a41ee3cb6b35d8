/* SPDX-License-Identifier: Apache-2.0 */
/** Threads that sleep until a time on one of two clocks, and then ring alarms. */
@NullMarked
package dev.waitany.objects.clock;

import org.jspecify.annotations.NullMarked;
