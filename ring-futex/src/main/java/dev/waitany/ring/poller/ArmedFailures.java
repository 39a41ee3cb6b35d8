/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Why words of an armed set could not be armed or did not stay armed, until a call of the owner
 * throws it. Guarded by the monitor of {@link ArmedWords}.
 */
final class ArmedFailures {
    private static final int NONE = -1;

    private @Nullable Throwable refusal; // why words could not be armed
    private int word = NONE; // whose wait has failed
    private int errno; // how; ECANCELED if its arena was closed

    /** Notes why words cannot be armed. */
    void refused(Throwable why) {
        refusal = why;
    }

    /** Notes that a word's wait has failed. Allocates nothing. */
    void failed(int index, int how) {
        word = index;
        errno = how;
    }

    /** Throws what was noted, once. */
    void throwNoted() {
        Throwable why = refusal;
        refusal = null;
        if (why instanceof Error error) {
            throw error;
        }
        if (why != null) {
            throw new IllegalStateException(why.getMessage(), why);
        }
        if (word != NONE) {
            String what = "word " + word + " of the armed set: ";
            word = NONE;
            throw new IllegalStateException(
                    what
                            + (errno == Errno.ECANCELED
                                    ? "its arena was closed while it was armed"
                                    : "io_uring FUTEX_WAIT: " + Errno.name(errno)));
        }
    }
}
