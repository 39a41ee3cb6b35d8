/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/**
 * An event, and the waiters whose waits it ends, whatever their strategies: those that have waited
 * longest, for a wake.
 */
record Step(Event event, List<Integer> ends) {}
