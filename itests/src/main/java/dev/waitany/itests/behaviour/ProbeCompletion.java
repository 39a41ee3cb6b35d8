/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.linux.Errno;

/** One completion of a ring. */
record ProbeCompletion(long userData, int result) {
    /** Returns the result; an errno as its name. */
    String answer() {
        return answer(result);
    }

    static String answer(int result) {
        return result < 0 ? Errno.name(result) : Integer.toString(result);
    }
}
