/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application server needs: its pool threads live on when an application is gone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UndeployedTest {
    private static final long PAUSE_NANOS = 10_000_000;

    @Test
    void threadThatHasWaitedKeepsNothingOfAWaitAnyThatAnotherThreadClosed() throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            WeakReference<ScriptedBackend> backend = waitedAndClosed(pool);
            while (backend.get() != null) {
                System.gc();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            assertThat(pool.submit(() -> 1).get()).as("the pool's thread lives").isEqualTo(1);
        }
    }

    private static WeakReference<ScriptedBackend> waitedAndClosed(ExecutorService pool)
            throws Exception {
        ScriptedBackend backend = new ScriptedBackend().script((_, _) -> 0);
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = StrategyAccess.open("scripted", backend)) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            Future<WaitResult> waited = pool.submit(() -> waitAny.await(set, Deadline.never()));
            assertThat(waited.get().index()).isZero();
        }
        return new WeakReference<>(backend);
    }
}
