/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import dev.waitany.Support;
import dev.waitany.itests.container.Engine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call that a sandbox refuses, and what the strategies that need it must say. */
enum Refusal {
    /** By a seccomp profile. */
    RINGS(
            "ring-",
            "io_uring_setup(2): EPERM",
            "Set kernel.io_uring_disabled to 0, or allow io_uring_setup, io_uring_enter and io_uring_register in the"
                    + " sandbox's seccomp profile (Docker 25 and newer deny them)."),
    /** By Docker's own profile, depending on Docker's version. */
    RINGS_BY_DOCKER(
            "ring-",
            "io_uring_setup(2): EPERM",
            "Set kernel.io_uring_disabled to 0, or allow io_uring_setup, io_uring_enter and io_uring_register in the"
                    + " sandbox's seccomp profile (Docker 25 and newer deny them).") {
        @Override
        boolean applies(Engine engine, String kernel) {
            return engine.isAtLeast(25);
        }
    },
    /** By RLIMIT_MEMLOCK, which rings counted against before 5.12 and count against since 6.14. */
    RINGS_UNLOCKED(
            "ring-",
            "io_uring_setup(2): ENOMEM",
            "Rings count against RLIMIT_MEMLOCK, all of one user together: raise it (docker run --ulimit memlock=-1)"
                    + ", grant CAP_IPC_LOCK, or raise the memory cgroup's limit.") {
        @Override
        boolean applies(Engine engine, String kernel) {
            Matcher release = RELEASE.matcher(kernel);
            return release.lookingAt()
                    && 1000 * Integer.parseInt(release.group(1))
                                    + Integer.parseInt(release.group(2))
                            >= 6014;
        }
    },
    /** By a seccomp profile that is older than the call. */
    WAITV(
            "syscall-waitv",
            "futex_waitv(2): ENOSYS",
            "Linux 5.16 has the call; a sandbox that answers ENOSYS must allow number 449.");

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)");

    private final String strategies;
    private final String reason;
    private final String remedy;

    Refusal(String strategies, String reason, String remedy) {
        this.strategies = strategies;
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * Whether it is refused with this engine and this kernel.
     *
     * @param kernel its release: {@code 6.12.41-cloud}
     */
    boolean applies(Engine engine, String kernel) {
        return true;
    }

    /** What a strategy says here, where outside it says that. */
    Support inside(Support outside) {
        return outside.strategy().startsWith(strategies)
                ? Support.missing(outside.strategy(), reason, remedy)
                : outside;
    }
}
