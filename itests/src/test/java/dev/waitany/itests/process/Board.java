/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * Words in a file that processes map: requests, which the asking process changes, and answers. The
 * C program uses the same offsets.
 */
final class Board implements AutoCloseable {
    /** In every n-th round, the asking process waits until the other is known to wait. */
    static final int SURE = 100;

    static final int REQUESTS = 4;
    static final int ANSWERS = 2;

    private static final int LOCK = 8;
    private static final int COUNTER = 9;
    private static final long BYTES = 4096;
    private static final long APART = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;

    Board(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
        }
    }

    WaitSet requests() {
        return words(0, REQUESTS);
    }

    /** The request that the C program waits for. */
    WaitSet firstRequest() {
        return words(0, 1);
    }

    WaitSet answers() {
        return words(REQUESTS, ANSWERS);
    }

    /** The word of a lock. */
    FutexWord lock() {
        return FutexWord.of(memory, LOCK * APART, Sharing.SHARED);
    }

    /** The counter that the lock guards. */
    FutexWord counter() {
        return FutexWord.of(memory, COUNTER * APART, Sharing.SHARED);
    }

    @Override
    public void close() {
        arena.close();
    }

    /**
     * Tells whether the wake belongs to a change that an earlier wait has seen. That wait ended
     * after the change and before the wake.
     */
    static boolean isLateWake(WaitResult result, WaitSet set) {
        return result.kind() == WaitResult.Kind.WOKEN
                && set.word(result.index()).get() == set.expected(result.index());
    }

    private WaitSet words(int from, int count) {
        return WaitSet.of(
                IntStream.range(from, from + count)
                        .mapToObj(place -> FutexWord.of(memory, place * APART, Sharing.SHARED))
                        .toArray(FutexWord[]::new));
    }
}
