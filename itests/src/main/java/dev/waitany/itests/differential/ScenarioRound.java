/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/** New words, waits that begin in this order, and events until no wait is left. */
record ScenarioRound(int words, List<Begin> begins, List<Step> steps) {}
