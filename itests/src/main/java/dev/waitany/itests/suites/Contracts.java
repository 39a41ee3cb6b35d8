/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/**
 * The contract suite of each strategy, for guests: by name, as none of these is a test of the run
 * here.
 */
public final class Contracts {
    private static final Map<String, Class<? extends WaitAnyContract>> OF =
            Map.of(
                    "ring-armed", RingArmed.class,
                    "ring-cancel", RingCancel.class,
                    "ring-waitv", RingWaitv.class,
                    "syscall-waitv", SyscallWaitv.class,
                    "threads", Threads.class);

    private Contracts() {}

    /** The name of the test class that proves a strategy. */
    public static String testClass(String strategy) {
        Class<?> suite = OF.get(strategy);
        if (suite == null) {
            throw new IllegalArgumentException("no suite for a strategy called " + strategy);
        }
        return suite.getName();
    }

    @DisplayName("ring-armed")
    static class RingArmed extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("ring-armed");
        }
    }

    @DisplayName("ring-cancel")
    static class RingCancel extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("ring-cancel");
        }
    }

    @DisplayName("ring-waitv")
    static class RingWaitv extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("ring-waitv");
        }
    }

    @DisplayName("syscall-waitv")
    static class SyscallWaitv extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("syscall-waitv");
        }
    }

    @DisplayName("threads")
    static class Threads extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("threads");
        }
    }
}
