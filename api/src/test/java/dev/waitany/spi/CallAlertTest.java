/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallAlertTest {
    @Test
    void alertBeforeTheCallKeepsTheOwnerFromIt() {
        CallAlert alert = CallAlert.ofCurrentThread();
        alert.alert();
        alert.alert();
        assertThat(alert.enter()).isFalse();
        assertThat(alert.enter()).as("two alerts count as one").isTrue();
        assertThat(alert.leave()).isFalse();
    }

    @Test
    void alertDuringTheCallEndsItAndIsConsumed() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            FutexWord word = FutexWord.allocate(arena);
            CompletableFuture<CallAlert> owners = new CompletableFuture<>();
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            CompletableFuture<Boolean> left = new CompletableFuture<>();
            Thread owner =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        CallAlert alert = CallAlert.ofCurrentThread();
                                        owners.complete(alert);
                                        assertThat(alert.enter()).isTrue();
                                        answer.complete(block(word));
                                        left.complete(alert.leave());
                                    });
            CallAlert alert = owners.join();
            while (Futex.waiters(word.segment(), false) == 0) {
                LockSupport.parkNanos(10_000);
            }
            alert.alert();
            assertThat(answer.join()).isEqualTo(-Errno.EINTR);
            assertThat(left.join()).isTrue();
            owner.join();
            alert.alert(); // its thread has ended: no signal is sent, and nothing fails
        }
    }

    private static int block(FutexWord word) {
        return Futex.await(
                CallState.allocate(),
                word.segment(),
                0,
                FutexWord.ANY_BIT,
                false,
                null,
                Clock.MONOTONIC);
    }
}
