/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Support;
import dev.waitany.linux.Errno;
import dev.waitany.linux.LinuxSettings;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.Optional;

/**
 * The strategy {@code threads}: works on any Linux, and costs a thread per word.
 *
 * <p>Public for {@link java.util.ServiceLoader} only.
 */
public final class Threads implements Strategy {
    static final String NAME = "threads";

    /** For {@link java.util.ServiceLoader}. */
    public Threads() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Optional<StrategyLimits> limits() {
        return Optional.of(new StrategyLimits(ThreadsBackend.MAX_WORDS, true));
    }

    @Override
    public Support probe() {
        int answer = FutexTrial.answer();
        return answer == 0
                ? Support.available(NAME, "futex(2) works")
                : Support.missing(
                        NAME,
                        "futex(2): " + Errno.name(answer),
                        "A sandbox forbids the call: allow futex in its seccomp profile.");
    }

    @Override
    public Backend open() {
        LinuxSettings.check();
        return new ThreadsBackend(FutexCalls.KERNEL);
    }
}
