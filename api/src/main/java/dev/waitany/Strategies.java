/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.linux.NativeAccess;
import dev.waitany.spi.Strategy;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The strategies on the module or class path, best first. */
final class Strategies {
    private static final Logger LOG = LoggerFactory.getLogger(Strategies.class);

    private Strategies() {}

    static List<Support> probeAll() {
        return found().stream().map(Strategy::probe).toList();
    }

    static WaitAny openBest() {
        List<Strategy> found = found();
        for (Strategy strategy : found) {
            Support support = strategy.probe();
            if (support.available()) {
                LOG.debug("{} chosen: {}", strategy.name(), support.reason());
                return new WaitAny(strategy.name(), strategy.open());
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
                        ? "no strategy found: put a backend on the module path, waitany-syscall-futexv for one"
                        : "no strategy works here: " + reasons);
    }

    static WaitAny open(String name) {
        List<Strategy> found = found();
        for (Strategy strategy : found) {
            if (strategy.name().equals(name)) {
                Support support = strategy.probe();
                if (!support.available()) {
                    throw UnsupportedStrategyException.of(support);
                }
                return new WaitAny(name, strategy.open());
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
