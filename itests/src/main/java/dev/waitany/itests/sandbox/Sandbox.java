/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.waitany.Support;
import dev.waitany.itests.container.Engine;
import dev.waitany.itests.container.SeccompProfile;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
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
    /** Docker as it comes. */
    PLAIN("plain", Reach.EVERY_STRATEGY, _ -> {}, Refusal.RINGS_BY_DOCKER),
    /** What Docker denies from version 25 on. */
    NO_RINGS(
            "no io_uring",
            Reach.EVERY_STRATEGY,
            seccomp(noRings(SeccompProfile.NONE)),
            Refusal.RINGS),
    /** What runtimes answer that are older than the call. */
    NO_WAITV(
            "no futex_waitv",
            Reach.EVERY_STRATEGY,
            seccomp(noWaitv(SeccompProfile.NONE)),
            Refusal.WAITV),
    /** Both: threads are left. */
    NO_RINGS_NO_WAITV(
            "no io_uring, no waitv",
            Reach.EVERY_STRATEGY,
            seccomp(noWaitv(noRings(SeccompProfile.NONE))),
            Refusal.RINGS,
            Refusal.WAITV),
    /** Not even an address to bind to. */
    NO_NETWORK(
            "no network", Reach.CHOSEN_STRATEGY, unconfined(host -> host.withNetworkMode("none"))),
    /** Nowhere to write to but /dev/shm: /tmp neither. */
    READ_ONLY(
            "read-only root",
            Reach.CHOSEN_STRATEGY,
            unconfined(host -> host.withReadonlyRootfs(true))),
    /** RLIMIT_MEMLOCK 0. */
    NO_LOCKED_MEMORY(
            "no locked memory",
            Reach.EVERY_STRATEGY,
            Sandbox::nothingToLock,
            Refusal.RINGS_UNLOCKED),
    /** Fewer threads than a set may have words. */
    FEW_THREADS(
            "few threads",
            Reach.ALL_BUT_THREADS,
            unconfined(host -> host.withPidsLimit((long) Sandbox.THREADS))),
    /** Half a CPU, taken away for half of each tenth of a second and more. */
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

    private static final String UNCONFINED = "seccomp=unconfined";

    private final String title;
    private final Reach reach;

    @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything that changes
    private final Consumer<HostConfig> settings;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Refusal> refusals;

    Sandbox(String title, Reach reach, Consumer<HostConfig> settings, Refusal... refusals) {
        this.title = title;
        this.reach = reach;
        this.settings = settings;
        this.refusals = List.of(refusals);
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
        return seccomp(UNCONFINED).andThen(more);
    }

    /**
     * What the strategies must say here.
     *
     * @param outside what they say outside, on the same kernel
     * @param kernel its release
     */
    List<Support> expected(List<Support> outside, Engine engine, String kernel) {
        return outside.stream().map(support -> inside(support, engine, kernel)).toList();
    }

    private Support inside(Support outside, Engine engine, String kernel) {
        Support inside = outside;
        for (Refusal refusal : refusals) {
            if (refusal.applies(engine, kernel)) {
                inside = refusal.inside(inside);
            }
        }
        return inside;
    }

    /** How much slower than a usual machine it may be. */
    int slowness() {
        return this == HALF_A_CPU ? 8 : 2;
    }

    /** Whether the whole contract is to be proven here for a strategy that works. */
    boolean provesAllOf(String strategy, String chosen) {
        return switch (reach) {
            case EVERY_STRATEGY -> true;
            case ALL_BUT_THREADS -> StrategyFacts.of(strategy).call() != WaitCall.FUTEX_WAIT;
            case CHOSEN_STRATEGY -> strategy.equals(chosen);
        };
    }

    private static Consumer<HostConfig> seccomp(SeccompProfile profile) {
        return seccomp(profile.securityOption());
    }

    private static Consumer<HostConfig> seccomp(String option) {
        Consumer<HostConfig> lockable = Sandbox::lockable;
        return lockable.andThen(host -> host.withSecurityOpts(List.of(option)));
    }

    /** Without a limit of locked memory: so that a sandbox forbids what it is named for, only. */
    private static void lockable(HostConfig host) {
        host.withCapAdd(Capability.IPC_LOCK);
    }

    private static void nothingToLock(HostConfig host) {
        host.withSecurityOpts(List.of(UNCONFINED))
                .withUlimits(List.of(new Ulimit("memlock", 0L, 0L)));
    }

    private static SeccompProfile noRings(SeccompProfile profile) {
        return profile.deny(Errno.EPERM, "io_uring_setup", "io_uring_enter", "io_uring_register");
    }

    private static SeccompProfile noWaitv(SeccompProfile profile) {
        return profile.deny(Errno.ENOSYS, "futex_waitv");
    }
}
