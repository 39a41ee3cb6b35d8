/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/**
 * An event, and the waiters whose waits it must end with every strategy. A wake ends the oldest
 * waits.
 */
record Step(Event event, List<Integer> ends) {}
