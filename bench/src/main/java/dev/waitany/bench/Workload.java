/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.time.Duration;

/** Something to measure strategies by. */
interface Workload {
    /** Its name on the command line and in results. */
    String name();

    /**
     * Sets up one cell, the calling thread as its driver; the session's own threads idle between
     * blocks.
     */
    Session open(WaitAny waitAny, int words, Placement placement, long seed);

    /** A cell at work. Used by one thread. */
    interface Session extends AutoCloseable {
        /** Works for a while and measures. */
        Block run(Duration span) throws Exception;

        @Override
        void close();
    }
}
