/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The strategies that work on this machine, each opened once per JVM.
 *
 * <p>jcstress makes the states of a test by their constructor without arguments. So a test cannot
 * be given a strategy; instead its states take the strategies in turn, and its result names the
 * strategy.
 */
final class OpenStrategies {
    private static final List<WaitAny> ALL =
            WaitAny.strategies().stream()
                    .filter(Support::available)
                    .map(support -> WaitAny.open(support.strategy()))
                    .toList();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private OpenStrategies() {}

    /** Returns the next strategy in turn. Never closed: jcstress ends the JVM. */
    static WaitAny next() {
        return ALL.get(Integer.remainderUnsigned(NEXT.getAndIncrement(), ALL.size()));
    }
}
