/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import dev.waitany.Support;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.engine.Engine;
import java.util.function.Predicate;

/** A call that a sandbox refuses, and what the strategies that need it must report. */
enum Refusal {
    /** A seccomp profile refuses io_uring. */
    RINGS(WaitCall::isOnRing, "io_uring_setup(2): EPERM", Refusal.ALLOW_RINGS),
    /** Docker's own profile refuses io_uring, from version 25 on. */
    RINGS_BY_DOCKER(WaitCall::isOnRing, "io_uring_setup(2): EPERM", Refusal.ALLOW_RINGS) {
        @Override
        boolean applies(Engine engine, String kernel) {
            return engine.isAtLeast(25);
        }
    },
    /**
     * RLIMIT_MEMLOCK is 0. Rings counted against it before 5.12 and count against it since 6.14.
     */
    RINGS_UNLOCKED(
            WaitCall::isOnRing,
            "io_uring_setup(2): ENOMEM",
            "Rings count against RLIMIT_MEMLOCK, all of one user together: raise it (docker run --ulimit memlock=-1)"
                    + ", grant CAP_IPC_LOCK, or raise the memory cgroup's limit.") {
        @Override
        boolean applies(Engine engine, String kernel) {
            return KernelVersion.of(kernel).isAtLeast(new KernelVersion(6, 14));
        }
    },
    /** A seccomp profile is older than futex_waitv(2). */
    WAITV(
            WaitCall.FUTEX_WAITV::equals,
            "futex_waitv(2): ENOSYS",
            "Linux 5.16 has the call; a sandbox that answers ENOSYS must allow number 449.");

    private static final String ALLOW_RINGS =
            "Set kernel.io_uring_disabled to 0, or allow io_uring_setup, io_uring_enter and io_uring_register in the"
                    + " sandbox's seccomp profile (Docker 25 and newer deny them).";

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Predicate<WaitCall> refused;

    private final String reason;
    private final String remedy;

    Refusal(Predicate<WaitCall> refused, String reason, String remedy) {
        this.refused = refused;
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * Whether the call is refused with this engine and this kernel.
     *
     * @param kernel its release, {@code 6.12.41-cloud}
     */
    boolean applies(Engine engine, String kernel) {
        return true;
    }

    /** Returns what a strategy must report in the sandbox, given what it reports outside. */
    Support inside(Support outside) {
        return refused.test(StrategyFacts.of(outside.strategy()).call())
                ? Support.missing(outside.strategy(), reason, remedy)
                : outside;
    }
}
