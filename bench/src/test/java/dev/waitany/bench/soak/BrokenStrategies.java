/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/** A sound strategy with a fault added. */
final class BrokenStrategies {
    /** The strategy that the faults are added to: it works on every kernel, and is exact. */
    static final String SOUND = "threads";

    private BrokenStrategies() {}

    /** Opens a strategy whose waits forget every N-th wake, and wait on. */
    static WaitAny droppingOneIn(int wakes, String name) {
        AtomicInteger seen = new AtomicInteger();
        return open(
                name,
                (waiter, set, deadline, surplus) -> {
                    int outcome = waiter.await(set, deadline, surplus);
                    return outcome >= 0 && seen.incrementAndGet() % wakes == 0
                            ? waiter.await(set, deadline, surplus)
                            : outcome;
                });
    }

    /** Opens a strategy that forgets a wake on the first word if it came with an alert. */
    static WaitAny losingAtAlerts(String name) {
        return open(
                name,
                (waiter, set, deadline, surplus) -> {
                    int outcome = waiter.await(set, deadline, surplus);
                    return outcome >= 0 && Thread.currentThread().isInterrupted()
                            ? Outcome.ALERTED
                            : outcome;
                });
    }

    /** Opens a sound strategy, and a file that nobody closes. */
    static WaitAny leaking(String name, List<FileInputStream> forgotten) {
        try {
            forgotten.add(new FileInputStream("/dev/null"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(name, Waiter::await);
    }

    static void close(List<FileInputStream> forgotten) throws IOException {
        for (FileInputStream file : new ArrayList<>(forgotten)) {
            file.close();
        }
    }

    /** A wait of a broken strategy. */
    private interface Await {
        int await(Waiter sound, WaitSet set, Deadline deadline, SurplusWakes surplus);
    }

    private static WaitAny open(String name, Await await) {
        for (Strategy strategy : ServiceLoader.load(Strategy.class)) {
            if (strategy.name().equals(SOUND)) {
                return StrategyAccess.open(name, new BrokenBackend(strategy.open(), await));
            }
        }
        throw new IllegalStateException(SOUND + " is not on the class path");
    }

    private record BrokenBackend(Backend sound, Await await) implements Backend {
        @Override
        public Capabilities capabilities() {
            return sound.capabilities();
        }

        @Override
        public Waiter newWaiter() {
            return new BrokenWaiter(sound.newWaiter(), await);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    private record BrokenWaiter(Waiter sound, Await await) implements Waiter {
        @Override
        public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            return await.await(sound, set, deadline, surplus);
        }

        @Override
        public void alert() {
            sound.alert();
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
