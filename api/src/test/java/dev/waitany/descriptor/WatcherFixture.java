/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What tests of watchers share. The time limit is that of the test class. */
final class WatcherFixture {
    private static final long PAUSE_NANOS = 100_000;

    private WatcherFixture() {}

    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Returns when the word tells one of these events. */
    static void untilReady(DescriptorWord word, int events) {
        until(() -> (word.ready() & events) != 0);
    }
}
