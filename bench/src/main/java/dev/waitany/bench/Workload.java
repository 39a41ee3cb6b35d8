/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to measure strategies by. */
interface Workload {
    /** Its name on the command line and in results. */
    String name();

    /** What it does and measures, in sentences. */
    String about();

    /** What its sizes count, as a heading: words, or pending waits. */
    String unit();

    /** The sizes it is measured at by default. */
    List<Integer> sizes();

    /** How many words each of its waits has, at a size. */
    int words(int size);

    /** How far a strategy goes here. It is one that works. */
    Limit limit(String strategy) throws Exception;

    /**
     * Sets up one cell, the calling thread as its driver; the session's own threads idle between
     * blocks.
     */
    Session open(Cell cell, Placement placement, long seed) throws Exception;

    /**
     * Whether it is between two threads: then C does the same, and system calls are counted per
     * operation.
     */
    default boolean isPair() {
        return true;
    }

    /** What it measures beside the strategies. */
    default List<String> baselines() {
        return List.of();
    }

    /** A cell at work. Used by one thread. */
    interface Session extends AutoCloseable {
        /** Works for a while and measures. */
        Block run(Duration span) throws Exception;

        /** Platform threads that have come with its waits, for each of them; null for a pair. */
        default @Nullable Double threadsPerWait() {
            return null;
        }

        @Override
        void close();
    }
}
