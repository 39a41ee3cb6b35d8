/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.Support;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.LinuxSettings;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.Optional;

/**
 * The strategy {@code syscall-waitv}: futex_waitv(2), in Linux 5.16 and newer.
 *
 * <p>Public for {@link java.util.ServiceLoader} only.
 */
public final class SyscallWaitv implements Strategy {
    static final String NAME = "syscall-waitv";

    /** For {@link java.util.ServiceLoader}. */
    public SyscallWaitv() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 400;
    }

    @Override
    public Optional<StrategyLimits> limits() {
        return Optional.of(new StrategyLimits(Futex.WAITV_MAX, true));
    }

    @Override
    public Support probe() {
        int answer = WaitvTrial.answer();
        if (answer == 0) {
            return Support.available(NAME, "futex_waitv(2) works");
        }
        String remedy =
                answer == -Errno.ENOSYS
                        ? "Linux 5.16 has the call; a sandbox that answers ENOSYS must allow number"
                                + " 449."
                        : "A sandbox forbids the call: allow futex_waitv in its seccomp profile.";
        return Support.missing(NAME, "futex_waitv(2): " + Errno.name(answer), remedy);
    }

    @Override
    public Backend open() {
        LinuxSettings.check();
        return new WaitvBackend(WaitvCall.KERNEL);
    }
}
