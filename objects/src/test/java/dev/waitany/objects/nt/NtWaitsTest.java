/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.nt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.WaitList;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NtWaitsTest {
    private final ObjectDomain domain = ObjectDomain.open();
    private final NtWaits nt = new NtWaits(domain);

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void takenObjectsAreCountedFromZeroAndAbandonedOnesFrom128() throws Exception {
        AutoResetEvent unset = domain.autoResetEvent(false);
        Mutex mutex = domain.mutex(1);
        WaitList list = domain.list(unset, mutex);
        assertThat(nt.waitForMultipleObjects(list, false, false, 0)).isEqualTo(1);
        mutex.abandon(Thread.currentThread());
        int status = nt.waitForMultipleObjects(list, false, false, NtWaits.FOREVER);
        assertThat(status).isEqualTo(NtStatus.ABANDONED_WAIT_0 + 1);
        assertThat(NtStatus.isTaken(status)).isTrue();
        unset.set();
        assertThat(nt.waitForMultipleObjects(list, true, false, 0)).isEqualTo(NtStatus.WAIT_0);
    }

    @Test
    void timeoutsAreRelativeBelowZeroAndAbsoluteAboveIt() throws Exception {
        WaitList list = domain.list(domain.autoResetEvent(false));
        long begin = System.nanoTime();
        assertThat(nt.waitForMultipleObjects(list, false, false, -200_000))
                .isEqualTo(NtStatus.TIMEOUT);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000L);
        Instant due = Instant.now().plusMillis(20);
        long units = (due.getEpochSecond() + 11_644_473_600L) * 10_000_000L + due.getNano() / 100;
        assertThat(nt.waitForMultipleObjects(list, false, false, units))
                .isEqualTo(NtStatus.TIMEOUT);
        assertThat(Instant.now()).isAfter(due.minusNanos(100));
    }

    @Test
    void callbacksAreUserApcs() throws Exception {
        domain.queueCallback(Thread.currentThread(), () -> {});
        WaitList list = domain.list(domain.autoResetEvent(false));
        assertThat(nt.waitForMultipleObjects(list, false, true, NtWaits.FOREVER))
                .isEqualTo(NtStatus.USER_APC);
        assertThat(nt.delayExecution(-1)).isEqualTo(NtStatus.WAIT_0);
    }

    @Test
    void refusalsHaveTheirStatus() throws Exception {
        Semaphore semaphore = domain.semaphore(1, 1);
        Mutex mutex = domain.mutex();
        AutoResetEvent event = domain.autoResetEvent(true);
        assertThat(nt.signal(semaphore::release)).isEqualTo(NtStatus.SEMAPHORE_LIMIT_EXCEEDED);
        assertThat(nt.signal(mutex::unlock)).isEqualTo(NtStatus.MUTANT_NOT_OWNED);
        assertThat(nt.signal(() -> semaphore.release(0))).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(nt.waitForMultipleObjects(domain.list(event, event), true, false, 0))
                .isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(nt.signalAndWait(domain.autoResetTimer(), event, false, 0))
                .isEqualTo(NtStatus.OBJECT_TYPE_MISMATCH);
        WaitList many = domain.list();
        for (int i = 0; i <= NtWaits.MOST_OBJECTS; i++) {
            many.add(event);
        }
        assertThat(nt.waitForMultipleObjects(many, false, false, 0))
                .isEqualTo(NtStatus.INVALID_PARAMETER);
        WaitList list = domain.list(event);
        event.close();
        assertThat(nt.waitForMultipleObjects(list, false, false, 0))
                .isEqualTo(NtStatus.INVALID_HANDLE);
    }
}
