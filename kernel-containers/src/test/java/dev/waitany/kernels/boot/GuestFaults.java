/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Tests that bring a guest down. The build does not run them, because of their names, and each
 * checks that it runs in a guest.
 */
final class GuestFaults {
    private static final long STEP = 64L << 20;

    private GuestFaults() {}

    /** Fails outside a guest, whose first process is busybox. */
    private static void assertInGuest() throws Exception {
        String first = Files.readString(Path.of("/proc/1/cmdline"));
        if (!first.contains("busybox")) {
            throw new AssertionError("this is no guest: its first process is " + first);
        }
    }

    static class Panics {
        @Test
        void panics() throws Exception {
            assertInGuest();
            Files.writeString(Path.of("/proc/sysrq-trigger"), "c");
        }
    }

    static class Hangs {
        @Test
        void hangs() throws Exception {
            assertInGuest();
            while (true) {
                LockSupport.park();
            }
        }
    }

    static class Fills {
        @Test
        void fills() throws Exception {
            assertInGuest();
            try (Arena arena = Arena.ofConfined()) {
                while (true) {
                    MemorySegment more = arena.allocate(STEP);
                    more.fill((byte) 1);
                }
            }
        }
    }
}
