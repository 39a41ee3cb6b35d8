/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Support;
import dev.waitany.UnsupportedStrategyException;
import dev.waitany.linux.NativeAccess;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the strategies on the module or class path, by rank. */
public final class Strategies {
    private static final Logger LOG = LoggerFactory.getLogger(Strategies.class);

    private Strategies() {}

    /** Probes every strategy, in the order of their ranks. */
    public static List<Support> probeAll() {
        return found().stream().map(Strategy::probe).toList();
    }

    /**
     * Opens the available strategy with the highest rank.
     *
     * @param maker makes the result from the strategy's name and a new backend
     * @throws UnsupportedStrategyException if none is available
     */
    public static <T> T openBest(BiFunction<String, Backend, T> maker) {
        List<Strategy> found = found();
        for (Strategy strategy : found) {
            Support support = strategy.probe();
            if (support.available()) {
                LOG.debug("{} chosen: {}", strategy.name(), support.reason());
                return maker.apply(strategy.name(), strategy.open());
            }
            LOG.debug("{} passed over: {}", strategy.name(), support.reason());
        }
        String reasons =
                found.stream()
                        .map(Strategy::probe)
                        .map(s -> s.strategy() + ": " + s.reason())
                        .collect(Collectors.joining("; "));
        throw new UnsupportedStrategyException(
                found.isEmpty()
                        ? "no strategy found: put a strategy, such as waitany-syscall-futexv, on the path that waitany-api is on"
                        : "no strategy works here: " + reasons);
    }

    /**
     * Opens the strategy of this name.
     *
     * @param maker as for {@link #openBest}
     * @throws UnsupportedStrategyException if there is none or it is not available
     */
    public static <T> T open(String name, BiFunction<String, Backend, T> maker) {
        List<Strategy> found = found();
        for (Strategy strategy : found) {
            if (strategy.name().equals(name)) {
                Support support = strategy.probe();
                if (!support.available()) {
                    throw new UnsupportedStrategyException(
                            "strategy "
                                    + name
                                    + " is not available: "
                                    + support.reason()
                                    + ". "
                                    + support.remedy());
                }
                return maker.apply(name, strategy.open());
            }
        }
        String known = found.stream().map(Strategy::name).collect(Collectors.joining(", "));
        throw new UnsupportedStrategyException(
                "no strategy is called \"" + name + "\"; found: " + known);
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
