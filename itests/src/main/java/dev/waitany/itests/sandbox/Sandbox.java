/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.waitany.Support;
import dev.waitany.itests.container.SeccompProfile;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.linux.Errno;
import java.util.List;
import java.util.function.Consumer;

/**
 * The table of what containers may forbid or restrict.
 *
 * <p>Some sandboxes change what strategies can do. There, the whole contract is run for every
 * strategy that works. Others do not affect the calls of a strategy. There, the whole contract is
 * run for the chosen strategy only, and a short trial for the others.
 */
public enum Sandbox {
    /** Docker's defaults. */
    PLAIN("plain", Reach.EVERY_STRATEGY, _ -> {}, Refusal.RINGS_BY_DOCKER),
    /** No io_uring, as Docker denies it from version 25 on. */
    NO_RINGS(
            "no io_uring",
            Reach.EVERY_STRATEGY,
            seccomp(noRings(SeccompProfile.NONE)),
            Refusal.RINGS),
    /** No futex_waitv(2), as in container runtimes that are older than the call. */
    NO_WAITV(
            "no futex_waitv",
            Reach.EVERY_STRATEGY,
            seccomp(noWaitv(SeccompProfile.NONE)),
            Refusal.WAITV),
    /** Neither: only threads work. */
    NO_RINGS_NO_WAITV(
            "no io_uring, no waitv",
            Reach.EVERY_STRATEGY,
            seccomp(noWaitv(noRings(SeccompProfile.NONE))),
            Refusal.RINGS,
            Refusal.WAITV),
    /** No network, not even an address to bind to. */
    NO_NETWORK(
            "no network", Reach.CHOSEN_STRATEGY, unconfined(host -> host.withNetworkMode("none"))),
    /** Nothing is writable except /dev/shm, not even /tmp. */
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
    /** Half a CPU: stopped for at least 50 ms of each 100 ms. */
    HALF_A_CPU(
            "half a CPU",
            Reach.CHOSEN_STRATEGY,
            unconfined(host -> host.withCpuPeriod(100_000L).withCpuQuota(50_000L)));

    /**
     * The strategies for which the whole contract is run. The others that work get a short trial.
     */
    enum Reach {
        EVERY_STRATEGY,
        ALL_BUT_THREADS,
        CHOSEN_STRATEGY
    }

    /** How many threads and processes {@link #FEW_THREADS} allows. */
    static final int THREADS = 200;

    private static final String UNCONFINED = "seccomp=unconfined";

    private final String title;
    private final Reach reach;

    @SuppressWarnings("ImmutableEnumChecker") // they have no mutable state
    private final Consumer<HostConfig> settings;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Refusal> refusals;

    Sandbox(String title, Reach reach, Consumer<HostConfig> settings, Refusal... refusals) {
        this.title = title;
        this.reach = reach;
        this.settings = settings;
        this.refusals = List.of(refusals);
    }

    /** Returns its name in the names of tests. */
    public String title() {
        return title;
    }

    /** Returns the settings of a container. */
    public Consumer<HostConfig> settings() {
        return settings;
    }

    /**
     * Returns settings without a seccomp profile, so that a container can use every call of the
     * kernel.
     */
    public static Consumer<HostConfig> unconfined(Consumer<HostConfig> more) {
        return seccomp(UNCONFINED).andThen(more);
    }

    /**
     * Returns what the strategies must report here.
     *
     * @param outside what they report outside, on the same kernel
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

    /** Returns how much slower than an idle machine it may be. */
    int slowness() {
        return this == HALF_A_CPU ? 8 : 2;
    }

    /** Tells whether the whole contract is run here for a strategy that works. */
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

    /** Removes the limit of locked memory, so that a sandbox forbids only what it is named for. */
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
