/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * If an arena is closed after a call has read the words and before it blocks, the exception names
 * the word. The JDK's own says only that something is closed already.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedArenaTest {
    private final Arena kept = Arena.ofShared();
    private final Arena early = Arena.ofShared();
    private final FutexWord first = FutexWord.allocate(kept);
    private final FutexWord second = FutexWord.allocate(early);
    private final WaitSet set = WaitSet.of(first, second);
    private final ScriptedBackend scripted = new ScriptedBackend().script((_, _) -> closeEarly());
    private final PendingBackend pending = new PendingBackend();
    private final WaitAny blocking = StrategyAccess.open("scripted", scripted);
    private final WaitAny polled = StrategyAccess.open("pending", pending);

    @AfterEach
    void free() {
        blocking.close();
        polled.close();
        kept.close();
        if (early.scope().isAlive()) {
            early.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void awaitNamesTheWord(boolean virtual) {
        namesTheWord(on(virtual, () -> blocking.await(set, Deadline.never())));
    }

    @Test
    void futureNamesTheWord() {
        CompletableFuture<WaitResult> future = blocking.awaitAsync(set, Deadline.never());
        namesTheWord(catchThrowable(future::get).getCause());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void armedSetNamesTheWord(boolean virtual) {
        namesTheWord(
                on(
                        virtual,
                        () -> {
                            ArmedSet armed = blocking.arm(set);
                            try {
                                return armed.await(Deadline.never());
                            } finally {
                                assertThat(catchThrowable(armed::close))
                                        .hasMessageContaining("word 1");
                            }
                        }));
    }

    @Test
    void armedSetDoesNotBlameARemovedWord() {
        scripted.script(
                (_, _) -> {
                    throw new IllegalStateException("as scripted");
                });
        try (ArmedSet armed = blocking.arm(set)) {
            armed.remove(1);
            early.close();
            assertThat(catchThrowable(() -> armed.await(Deadline.never())))
                    .hasMessage("as scripted");
        }
    }

    @Test
    void polledFutureNamesTheWord() throws Exception {
        CompletableFuture<WaitResult> future = polled.awaitAsync(set, Deadline.never());
        failFromThePoller();
        namesTheWord(catchThrowable(future::get).getCause());
    }

    @Test
    void polledVirtualWaitNamesTheWord() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> thrown.complete(catchThrowable(() -> polled.await(set, Deadline.never()))));
        failFromThePoller();
        namesTheWord(thrown.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitThatThePollerRefusesNamesTheWord(boolean virtual) {
        pending.refuse(ClosedArenaTest.this::closeEarly);
        namesTheWord(
                on(
                        virtual,
                        () ->
                                virtual
                                        ? polled.await(set, Deadline.never())
                                        : polled.awaitAsync(set, Deadline.never())));
    }

    @Test
    void closedWaitAnyIsReportedEvenIfAnArenaIsClosedToo() {
        scripted.script(
                (_, _) -> {
                    early.close();
                    throw new WaitAnyClosedException("scripted");
                });
        assertThat(catchThrowable(() -> blocking.await(set, Deadline.never())))
                .isInstanceOf(WaitAnyClosedException.class);
    }

    private void failFromThePoller() throws InterruptedException {
        PendingBackend.Begun begun = pending.begun.take();
        begun.fail(catchThrowable(this::closeEarly), new SurplusWakes());
    }

    /** Does what a strategy meets: the arena is closed, and the JDK refuses an access. */
    private int closeEarly() {
        early.close();
        return second.get();
    }

    private void namesTheWord(@Nullable Throwable thrown) {
        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("word 1 ")
                .hasMessageContaining("arena is closed");
        set.surplus(Surplus.FORWARD); // the set is free
    }

    private static Throwable on(boolean virtual, Callable<?> call) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        builder.start(() -> thrown.complete(catchThrowable(call::call)));
        try {
            return thrown.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
