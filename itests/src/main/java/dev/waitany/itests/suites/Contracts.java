/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/**
 * The contract suite of each strategy, for guests, which run classes by name. The classes are not
 * found by the build that contains them.
 */
public final class Contracts {
    private static final Map<String, Class<?>> BY_STRATEGY =
            Stream.of(Contracts.class.getDeclaredClasses())
                    .filter(suite -> suite.isAnnotationPresent(DisplayName.class))
                    .collect(
                            Collectors.toUnmodifiableMap(Contracts::strategy, Function.identity()));

    private Contracts() {}

    /** Returns the strategies that have a suite. */
    static Set<String> strategies() {
        return BY_STRATEGY.keySet();
    }

    /** Returns the name of the test class for a strategy. */
    public static String testClass(String strategy) {
        Class<?> suite = BY_STRATEGY.get(strategy);
        if (suite == null) {
            throw new IllegalArgumentException(
                    "add a class for the strategy \"%s\" to Contracts".formatted(strategy));
        }
        return suite.getName();
    }

    private static String strategy(Class<?> suite) {
        return Objects.requireNonNull(suite.getAnnotation(DisplayName.class)).value();
    }

    /** Opens the strategy that a subclass has as its display name. */
    abstract static class Contract extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open(strategy(getClass()));
        }
    }

    @DisplayName("ring-armed")
    static class RingArmed extends Contract {}

    @DisplayName("ring-cancel")
    static class RingCancel extends Contract {}

    @DisplayName("ring-waitv")
    static class RingWaitv extends Contract {}

    @DisplayName("syscall-waitv")
    static class SyscallWaitv extends Contract {}

    @DisplayName("threads")
    static class Threads extends Contract {}
}
