/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A contestant that is ready to run blocks. Its threads block between two of them. */
interface OpenCell extends AutoCloseable {
    /** Runs one block and returns its figures. */
    BlockFigures run(Duration span, long seed) throws Exception;

    /** Returns how many platform threads each pending wait has added; null if not counted. */
    default @Nullable Double threadsPerWait() {
        return null;
    }

    @Override
    void close();
}
