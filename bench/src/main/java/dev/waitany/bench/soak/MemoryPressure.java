/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes garbage, so that collections happen during waits, and holds some of it softly, so that
 * their number follows the size of the heap.
 */
final class MemoryPressure implements Lane {
    private static final int BLOCK_BYTES = 32_768;
    private static final int BLOCKS = 512;
    private static final long PAUSE_NANOS = 1_000_000;

    @Override
    public String name() {
        return "memory pressure";
    }

    @Override
    public void run(SoakContext soak) throws InterruptedException {
        List<SoftReference<byte[]>> held = new ArrayList<>();
        for (int i = 0; !soak.isOver(); i++) {
            SoftReference<byte[]> block = new SoftReference<>(new byte[BLOCK_BYTES]);
            if (held.size() < BLOCKS) {
                held.add(block);
            } else {
                held.set(i % BLOCKS, block);
            }
            soak.pause(PAUSE_NANOS);
        }
    }
}
