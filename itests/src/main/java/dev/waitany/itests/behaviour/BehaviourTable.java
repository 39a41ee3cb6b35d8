/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import static dev.waitany.itests.behaviour.ExpectedAnswers.always;
import static dev.waitany.itests.behaviour.ExpectedAnswers.onRings;

import dev.waitany.Sharing;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.linux.uapi.LinuxUapi;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The table of what each release line of Linux answers to each question. */
public final class BehaviourTable {
    /** Whether each strategy works, or what is missing. */
    private static final List<Behaviour> STRATEGIES =
            StrategyFacts.all().stream()
                    .map(facts -> strategy(facts.name(), answers(facts.call())))
                    .toList();

    private static final List<Behaviour> CALLS_AND_RINGS =
            List.of(
                    new Behaviour(
                            "futex_waitv(2) of no words",
                            FutexProbes::waitvOfNothing,
                            always("ENOSYS").since("5.16", "EINVAL")),
                    new Behaviour(
                            "futex_wake(2)",
                            FutexProbes::wakeCall,
                            always("ENOSYS").since("6.7", "0")),
                    new Behaviour(
                            "FUTEX_WAKE of 0 waiters",
                            FutexProbes::wakeOfZeroWaiters,
                            always("wakes 1")),
                    new Behaviour(
                            "futex_wait(2) on a NUMA word that differs",
                            FutexProbes::waitOnNumaWord,
                            always("ENOSYS").since("6.7", "EINVAL").since("6.16", "EAGAIN")),
                    new Behaviour(
                            "private words of a process with threads are hashed",
                            FutexProbes::hashOfThisProcess,
                            always("global").since("6.16", "none yet").since("6.17", "its own")),
                    new Behaviour(
                            "a ring with SINGLE_ISSUER and DEFER_TASKRUN",
                            () -> RingLifeProbes.setup(RingLifeProbes.deferred()),
                            always("EINVAL").since("6.1", "works")),
                    new Behaviour(
                            "a ring with NO_SQARRAY",
                            () -> RingLifeProbes.setup(LinuxUapi.IORING_SETUP_NO_SQARRAY()),
                            always("EINVAL").since("6.6", "works")),
                    new Behaviour(
                            "io_uring_enter(2) until a point in time that has passed",
                            RingLifeProbes::absoluteTimeout,
                            always("EINVAL").since("6.12", "ETIME")),
                    new Behaviour(
                            "a minimum wait",
                            RingLifeProbes::minimumWait,
                            always("no such feature").since("6.12", "works")),
                    new Behaviour(
                            "wait arguments from registered memory",
                            RingLifeProbes::waitRegion,
                            onRings("EINVAL").since("6.13", "works")),
                    new Behaviour(
                            "cancel of all that is pending, five waits",
                            ring(RingProbes::cancelOfFiveByAnyAndAll),
                            onRings("5, 5 cancelled").since("6.15", "1, 5 cancelled")),
                    new Behaviour(
                            "cancel by operation, five waits",
                            ring(RingProbes::cancelOfFiveByOperation),
                            onRings("0, 0 cancelled").since("6.15", "1, 5 cancelled")),
                    new Behaviour(
                            "cancel of all that is pending, nothing is",
                            ring(RingProbes::cancelOfNothing),
                            onRings("0")),
                    new Behaviour(
                            "cancel of a wait that is woken and not reaped",
                            ring(RingProbes::cancelOfWokenWait),
                            onRings("cancel ENOENT, wait 0")),
                    new Behaviour(
                            "what is linked behind a wait that is cancelled",
                            ring(RingProbes::linkBehindCancelledWait),
                            onRings("runs")),
                    new Behaviour(
                            "a linked timeout that fires",
                            ring(RingProbes::linkedTimeoutThatFires),
                            onRings("timeout ETIME, wait ECANCELED")
                                    .since("6.15", "timeout 1, wait ECANCELED")
                                    .since("7.3", "timeout ETIME, wait ECANCELED")),
                    new Behaviour(
                            "entries behind a DRAIN behind a wait",
                            ring(RingProbes::entriesBehindDrainBehindWait),
                            onRings("held, 3 after the wake")),
                    new Behaviour(
                            "completion of a cancelled wait with CQE_SKIP_SUCCESS",
                            ring(RingProbes::skippedCompletionOfCancelledWait),
                            onRings("none")),
                    new Behaviour(
                            "wakes of another word of a vectored wait that is woken and not reaped",
                            RingLifeProbes::wakesOfOtherWordOfClaimedWaitv,
                            onRings("1st 1, 2nd 1, 3rd 1").since("7.1", "1st 1, 2nd 0, 3rd 0")),
                    new Behaviour(
                            "waits of a ring that is closed",
                            RingLifeProbes::waitOfClosedRing,
                            onRings("cancelled")),
                    new Behaviour(
                            "a private wait whose thread has ended",
                            () -> RingLifeProbes.waitOfEndedThread(Sharing.PRIVATE),
                            onRings("pending, 1 waiter").since("6.16", "ECANCELED")),
                    new Behaviour(
                            "a shared wait whose thread has ended",
                            () -> RingLifeProbes.waitOfEndedThread(Sharing.SHARED),
                            onRings("pending, 1 waiter")
                                    .since("6.16", "ECANCELED")
                                    .since("7.2", "pending, 1 waiter")));

    private BehaviourTable() {}

    /** Returns the rows about strategies. The question is the strategy's name. */
    public static List<Behaviour> strategies() {
        return STRATEGIES;
    }

    /** Returns all other rows. */
    public static List<Behaviour> callsAndRings() {
        return CALLS_AND_RINGS;
    }

    static Stream<Behaviour> all() {
        return Stream.concat(STRATEGIES.stream(), CALLS_AND_RINGS.stream());
    }

    /** Returns the strategies that work on a release line. */
    public static List<String> strategiesThatWork(KernelVersion line) {
        return STRATEGIES.stream()
                .filter(row -> row.answerOf(line).equals(FutexProbes.WORKS))
                .map(Behaviour::question)
                .toList();
    }

    private static Behaviour strategy(String name, ExpectedAnswers answers) {
        return new Behaviour(name, () -> FutexProbes.strategy(name), answers);
    }

    private static ExpectedAnswers answers(WaitCall call) {
        return switch (call) {
            case FUTEX_WAIT -> always(FutexProbes.WORKS);
            case FUTEX_WAITV -> always("futex_waitv(2): ENOSYS").since("5.16", FutexProbes.WORKS);
            case RING_FUTEX_WAIT -> rings("FUTEX_WAIT");
            case RING_FUTEX_WAITV -> rings("FUTEX_WAITV");
        };
    }

    private static ExpectedAnswers rings(String operation) {
        return always("io_uring_setup(2): EINVAL")
                .since("6.1", operation + ": not among this kernel's io_uring operations")
                .since("6.7", FutexProbes.WORKS);
    }

    private static Supplier<String> ring(Function<RingProbes, String> question) {
        return () -> RingProbes.ask(question);
    }
}
