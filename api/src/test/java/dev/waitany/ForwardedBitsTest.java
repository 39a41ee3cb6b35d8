/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which waiters of a word get a surplus wake of a set with a bitset. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForwardedBitsTest {
    private final Arena arena = Arena.ofShared();
    private final FutexWord first = FutexWord.allocate(arena);
    private final FutexWord second = FutexWord.allocate(arena);
    private final WaitSet set = WaitSet.of(first, second).bitset(0b01);
    private final ScriptedBackend backend =
            new ScriptedBackend()
                    .script(
                            (_, surplus) -> {
                                surplus.add(1);
                                return 0;
                            });
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    @Test
    void waiterThatSharesABitComesBeforeOneThatIsQueuedEarlier() throws Exception {
        try (QueuedThread foreign = QueuedThread.on(second, 0b10);
                QueuedThread related = QueuedThread.on(second, 0b11)) {
            assertThat(waitAny.await(set, Deadline.never()).forwarded()).containsExactly(1);
            related.assertWoken();
            foreign.assertQueued();
        }
    }

    /** The wake may have had other bits than the set: it must not be lost. */
    @Test
    void anyWaiterIsWokenIfNoneSharesABit() throws Exception {
        try (QueuedThread foreign = QueuedThread.on(second, 0b10)) {
            assertThat(waitAny.await(set, Deadline.never()).forwarded()).containsExactly(1);
            foreign.assertWoken();
        }
    }

    @Test
    void wakeIsListedIfTheWordHasNoWaiter() throws Exception {
        WaitResult result = waitAny.await(set, Deadline.never());
        assertThat(result.forwarded()).isEmpty();
        assertThat(result.surplus()).containsExactly(1);
    }
}
