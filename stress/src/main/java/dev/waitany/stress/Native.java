/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory of one state, freed when the state is garbage. */
final class Native {
    private static final long LINE = 64;

    private Native() {}

    static MemorySegment line() {
        return Arena.ofAuto().allocate(LINE, LINE);
    }
}
