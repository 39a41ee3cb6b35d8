/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.waitany.Support;
import dev.waitany.linux.Errno;
import java.util.List;
import java.util.function.Consumer;

/**
 * What containers may forbid or restrict, on one kernel: the table of the tests.
 *
 * <p>Some change what strategies can do, and there every strategy that works must keep the whole
 * contract. Others do not touch the calls that a strategy makes; there the chosen one must keep the
 * whole contract, and each other that works is tried.
 */
public enum Sandbox {
    /** Docker as it comes. From version 25 its seccomp profile denies io_uring. */
    PLAIN("plain", Reach.EVERY_STRATEGY, _ -> {}),
    /** What Docker denies from version 25 on. */
    NO_RINGS("no io_uring", Reach.EVERY_STRATEGY, seccomp(noRings(SeccompProfile.NONE))),
    /** What runtimes answer that are older than the call. */
    NO_WAITV("no futex_waitv", Reach.EVERY_STRATEGY, seccomp(noWaitv(SeccompProfile.NONE))),
    /** Both: threads are left. */
    NO_RINGS_NO_WAITV(
            "no io_uring, no futex_waitv",
            Reach.EVERY_STRATEGY,
            seccomp(noWaitv(noRings(SeccompProfile.NONE)))),
    /** Not even an address to bind to. */
    NO_NETWORK(
            "no network", Reach.CHOSEN_STRATEGY, unconfined(host -> host.withNetworkMode("none"))),
    /** Nowhere to write to, /tmp neither. */
    READ_ONLY(
            "read-only root",
            Reach.CHOSEN_STRATEGY,
            unconfined(host -> host.withReadonlyRootfs(true))),
    /** RLIMIT_MEMLOCK 0: rings have counted against it before 5.12. */
    NO_LOCKED_MEMORY(
            "no locked memory",
            Reach.EVERY_STRATEGY,
            unconfined(host -> host.withUlimits(List.of(new Ulimit("memlock", 0L, 0L))))),
    /** Fewer threads than a set may have words. */
    FEW_THREADS(
            "few threads",
            Reach.ALL_BUT_THREADS,
            unconfined(host -> host.withPidsLimit((long) Sandbox.THREADS))),
    /** Half a CPU, taken away for most of each tenth of a second. */
    HALF_A_CPU(
            "half a CPU",
            Reach.CHOSEN_STRATEGY,
            unconfined(host -> host.withCpuPeriod(100_000L).withCpuQuota(50_000L)));

    /** For which strategies the whole contract is proven. The others that work are tried. */
    enum Reach {
        EVERY_STRATEGY,
        ALL_BUT_THREADS,
        CHOSEN_STRATEGY
    }

    /** How many threads and processes {@link #FEW_THREADS} has. */
    static final int THREADS = 200;

    private static final int DENIES_RINGS = 25; // Docker's version

    private final String title;
    private final Reach reach;

    @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything that changes
    private final Consumer<HostConfig> settings;

    Sandbox(String title, Reach reach, Consumer<HostConfig> settings) {
        this.title = title;
        this.reach = reach;
        this.settings = settings;
    }

    /** As tests are named. */
    public String title() {
        return title;
    }

    /** Applies it to a container that is to be made. */
    public Consumer<HostConfig> settings() {
        return settings;
    }

    /** Without a seccomp profile: what the kernel has, a container has. */
    public static Consumer<HostConfig> unconfined(Consumer<HostConfig> more) {
        Consumer<HostConfig> seccomp = host -> host.withSecurityOpts(List.of("seccomp=unconfined"));
        return seccomp.andThen(more);
    }

    /**
     * What the strategies must say here.
     *
     * @param outside what they say outside, on the same kernel
     */
    List<Support> expected(List<Support> outside, Engine engine) {
        boolean rings =
                this != NO_RINGS
                        && this != NO_RINGS_NO_WAITV
                        && !(this == PLAIN && engine.isAtLeast(DENIES_RINGS));
        boolean waitv = this != NO_WAITV && this != NO_RINGS_NO_WAITV;
        return outside.stream()
                .map(
                        support ->
                                switch (support.strategy()) {
                                    case "ring-armed", "ring-cancel", "ring-waitv" ->
                                            rings ? support : ringsDenied(support);
                                    case "syscall-waitv" -> waitv ? support : waitvDenied(support);
                                    default -> support;
                                })
                .toList();
    }

    /** Whether the whole contract is to be proven here for a strategy that works. */
    boolean provesAllOf(String strategy, String chosen) {
        return switch (reach) {
            case EVERY_STRATEGY -> true;
            case ALL_BUT_THREADS -> !strategy.equals("threads");
            case CHOSEN_STRATEGY -> strategy.equals(chosen);
        };
    }

    private static Support ringsDenied(Support outside) {
        return Support.missing(
                outside.strategy(),
                "io_uring_setup(2): EPERM",
                "Set kernel.io_uring_disabled to 0, or allow io_uring_setup, io_uring_enter and io_uring_register in the"
                        + " sandbox's seccomp profile (Docker 25 and newer deny them).");
    }

    private static Support waitvDenied(Support outside) {
        return Support.missing(
                outside.strategy(),
                "futex_waitv(2): ENOSYS",
                "Linux 5.16 has the call; a sandbox that answers ENOSYS must allow number 449.");
    }

    private static Consumer<HostConfig> seccomp(SeccompProfile profile) {
        return host -> host.withSecurityOpts(List.of(profile.securityOption()));
    }

    private static SeccompProfile noRings(SeccompProfile profile) {
        return profile.deny(Errno.EPERM, "io_uring_setup", "io_uring_enter", "io_uring_register");
    }

    private static SeccompProfile noWaitv(SeccompProfile profile) {
        return profile.deny(Errno.ENOSYS, "futex_waitv");
    }
}
