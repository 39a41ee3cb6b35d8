/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an engine of objects provides. An engine keeps the state of objects, and lets threads wait
 * for them.
 *
 * <p>The packages above ({@code dev.waitany.objects}) do what is the same for all engines: handles,
 * checks of arguments, callbacks, timers, futures, events of the flight recorder. An engine does
 * not know them.
 */
@NullMarked
package dev.waitany.objects.engine;

import org.jspecify.annotations.NullMarked;
