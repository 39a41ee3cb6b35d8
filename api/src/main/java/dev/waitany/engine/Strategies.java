/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Support;
import dev.waitany.UnsupportedStrategyException;
import dev.waitany.linux.NativeAccess;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the strategies on the module or class path, by rank. */
public final class Strategies {
    private static final Logger LOG = LoggerFactory.getLogger(Strategies.class);

    private Strategies() {}

    /**
     * Probes every strategy that is not left out, in the order of their ranks.
     *
     * @param before gets each name before the strategy is probed
     */
    public static List<Support> probeAll(Consumer<String> before) {
        List<Strategy> found = found();
        StrategyChoice choice = choice(found);
        List<Support> answers = new ArrayList<>();
        for (Strategy strategy : found) {
            if (choice.allows(strategy.name())) {
                before.accept(strategy.name());
                answers.add(probed(strategy));
            } else {
                answers.add(choice.leftOut(strategy.name()));
            }
        }
        return List.copyOf(answers);
    }

    /**
     * Opens the available strategy with the highest rank that is not left out.
     *
     * @param maker makes the result from the strategy's name and a new backend
     * @throws UnsupportedStrategyException if none is available
     */
    public static <T> T openBest(BiFunction<String, Backend, T> maker) {
        List<Strategy> found = found();
        StrategyChoice choice = choice(found);
        List<String> reasons = new ArrayList<>();
        for (Strategy strategy : found) {
            if (!choice.allows(strategy.name())) {
                continue;
            }
            Support support = probed(strategy);
            if (support.available()) {
                LOG.debug("{} chosen: {}", strategy.name(), support.reason());
                return opened(strategy, maker);
            }
            LOG.debug("{} passed over: {}", strategy.name(), support.reason());
            reasons.add(strategy.name() + ": " + support.reason());
        }
        throw new UnsupportedStrategyException(
                found.isEmpty()
                        ? "no strategy found: put a strategy, such as waitany-syscall-futexv, on the path that waitany-api is on"
                        : "no strategy works here: " + String.join("; ", reasons));
    }

    /**
     * Opens the strategy of this name.
     *
     * @param maker as for {@link #openBest}
     * @throws UnsupportedStrategyException if there is none, or it is left out or not available
     */
    public static <T> T open(String name, BiFunction<String, Backend, T> maker) {
        List<Strategy> found = found();
        StrategyChoice choice = choice(found);
        for (Strategy strategy : found) {
            if (strategy.name().equals(name)) {
                Support support = choice.allows(name) ? probed(strategy) : choice.leftOut(name);
                if (!support.available()) {
                    throw new UnsupportedStrategyException(
                            "strategy "
                                    + name
                                    + " is not available: "
                                    + support.reason()
                                    + ". "
                                    + support.remedy());
                }
                return opened(strategy, maker);
            }
        }
        throw new UnsupportedStrategyException(
                "no strategy is called \""
                        + name
                        + "\"; found: "
                        + String.join(", ", namesOf(found)));
    }

    /**
     * Returns the names of the strategies that take sets of so many words. Makes no system call.
     */
    public static List<String> taking(int words) {
        return known(limits -> limits.maxWords() >= words);
    }

    /**
     * Returns the names of the strategies that need no thread for each future or virtual thread.
     * Makes no system call.
     */
    static List<String> withoutThreadPerWait() {
        return known(limits -> !limits.threadPerWait());
    }

    /** For messages: a failure here must not hide what the message is about. */
    private static List<String> known(Predicate<StrategyLimits> condition) {
        try {
            List<Strategy> found = found();
            StrategyChoice choice = choice(found);
            return found.stream()
                    .filter(strategy -> choice.allows(strategy.name()))
                    .filter(strategy -> strategy.limits().filter(condition).isPresent())
                    .map(Strategy::name)
                    .toList();
        } catch (RuntimeException | Error unknown) {
            return List.of();
        }
    }

    private static <T> T opened(Strategy strategy, BiFunction<String, Backend, T> maker) {
        Backend backend = strategy.open();
        try {
            return maker.apply(strategy.name(), backend);
        } catch (Throwable failure) {
            backend.close();
            throw failure;
        }
    }

    /**
     * Probes a strategy. A probe that throws must not keep others from being tried, whatever it
     * throws: each strategy needs other calls, memory and classes.
     */
    static Support probed(Strategy strategy) {
        try {
            return strategy.probe();
        } catch (RuntimeException | Error failure) {
            LOG.debug("{} cannot be probed", strategy.name(), failure);
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return Support.missing(strategy.name(), "its probe failed: " + cause, remedy(failure));
        }
    }

    private static String remedy(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "Raise the limit of memory (ulimit -v, the memory cgroup's limit, or -Xmx).";
        }
        return failure instanceof StackOverflowError
                ? "Open it where the thread's stack is less deep, or raise -Xss."
                : "The message names what is missing.";
    }

    private static StrategyChoice choice(List<Strategy> found) {
        return StrategyChoice.present(namesOf(found));
    }

    private static List<String> namesOf(List<Strategy> found) {
        return found.stream().map(Strategy::name).toList();
    }

    private static List<Strategy> found() {
        NativeAccess.require();
        return ServiceLoader.load(Strategy.class, Strategies.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(
                        Comparator.comparingInt(Strategy::rank)
                                .reversed()
                                .thenComparing(Strategy::name))
                .toList();
    }
}
