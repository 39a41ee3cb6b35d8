/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.FutexWord;
import dev.waitany.linux.Futex;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.__kernel_timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Probes of futex waits on rings. Each uses a new ring and new words. */
final class RingProbes implements AutoCloseable {
    /** Completions that are due arrive at once, so this is long enough to see that none arrives. */
    private static final Duration SOON = Duration.ofMillis(300);

    private static final Duration SURELY = Duration.ofSeconds(20);
    private static final long FIRST = 1; // the user_data of the wait on the first word
    private static final long OTHER = 100; // the user_data of entries that are not waits
    private static final int ALL = LinuxUapi.IORING_ASYNC_CANCEL_ALL();
    private static final int ANY = LinuxUapi.IORING_ASYNC_CANCEL_ANY();

    private final Arena arena = Arena.ofShared();
    private final ProbeRing ring = new ProbeRing(0);
    private final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(arena)).limit(5).toArray(FutexWord[]::new);

    /** Asks one question on a new ring. */
    static String ask(Function<RingProbes, String> question) {
        try (RingProbes probes = new RingProbes()) {
            return question.apply(probes);
        }
    }

    String cancelOfFiveByAnyAndAll() {
        return cancelOfFive(ANY | ALL, 0);
    }

    String cancelOfFiveByOperation() {
        return cancelOfFive(
                LinuxUapi.IORING_ASYNC_CANCEL_OP() | ALL, LinuxUapi.IORING_OP_FUTEX_WAIT());
    }

    private String cancelOfFive(int flags, int operation) {
        for (int i = 0; i < words.length; i++) {
            waitOn(i);
        }
        cancel(flags).len(operation);
        List<ProbeCompletion> all = ring.complete(words.length + 1, SOON);
        long cancelled = all.stream().filter(c -> c.userData() != OTHER).count();
        return "%s, %d cancelled".formatted(answerOf(all, OTHER), cancelled);
    }

    String cancelOfNothing() {
        cancel(ANY | ALL);
        return answerOf(ring.complete(1, SURELY), OTHER);
    }

    String cancelOfWokenWait() {
        waitOn(0);
        ring.enter(0, 0, Duration.ZERO);
        words[0].wakeOne();
        cancel(0).addr(FIRST);
        List<ProbeCompletion> all = ring.complete(2, SURELY);
        return "cancel %s, wait %s".formatted(answerOf(all, OTHER), answerOf(all, FIRST));
    }

    String linkBehindCancelledWait() {
        waitOn(0).flags(1 << LinuxUapi.IOSQE_IO_LINK_BIT());
        nop(OTHER + 1);
        ring.enter(0, 0, Duration.ZERO);
        cancel(0).addr(FIRST);
        List<ProbeCompletion> all = ring.complete(3, SURELY);
        return answerOf(all, OTHER + 1).equals("0") ? "runs" : answerOf(all, OTHER + 1);
    }

    String linkedTimeoutThatFires() {
        MemorySegment span = __kernel_timespec.allocate(arena);
        __kernel_timespec.tv_nsec(span, 1_000_000);
        waitOn(0).flags(1 << LinuxUapi.IOSQE_IO_LINK_BIT());
        ring.next()
                .opcode(LinuxUapi.IORING_OP_LINK_TIMEOUT())
                .addr(span.address())
                .len(1)
                .userData(OTHER);
        List<ProbeCompletion> all = ring.complete(2, SURELY);
        return "timeout %s, wait %s".formatted(answerOf(all, OTHER), answerOf(all, FIRST));
    }

    String entriesBehindDrainBehindWait() {
        waitOn(0);
        nop(OTHER).flags(1 << LinuxUapi.IOSQE_IO_DRAIN_BIT());
        nop(OTHER + 1);
        boolean held = ring.complete(2, SOON).isEmpty();
        words[0].wakeOne();
        int afterwards = ring.complete(3, SURELY).size();
        return (held ? "held" : "run") + ", " + afterwards + " after the wake";
    }

    String skippedCompletionOfCancelledWait() {
        waitOn(0).flags(1 << LinuxUapi.IOSQE_CQE_SKIP_SUCCESS_BIT());
        ring.enter(0, 0, Duration.ZERO);
        cancel(0).addr(FIRST);
        List<ProbeCompletion> all = ring.complete(2, SOON);
        return all.stream().anyMatch(c -> c.userData() == FIRST) ? answerOf(all, FIRST) : "none";
    }

    private RingEntry waitOn(int i) {
        return ring.next()
                .opcode(LinuxUapi.IORING_OP_FUTEX_WAIT())
                .fd(Futex.PRIVATE_WORD)
                .addr(words[i].address())
                .addr3(FutexWord.ANY_BIT & 0xffff_ffffL)
                .userData(i + 1L);
    }

    private RingEntry cancel(int flags) {
        return ring.next()
                .opcode(LinuxUapi.IORING_OP_ASYNC_CANCEL())
                .opFlags(flags)
                .userData(OTHER);
    }

    private RingEntry nop(long userData) {
        return ring.next().opcode(LinuxUapi.IORING_OP_NOP()).userData(userData);
    }

    private static String answerOf(List<ProbeCompletion> all, long userData) {
        return all.stream()
                .filter(completion -> completion.userData() == userData)
                .map(ProbeCompletion::answer)
                .collect(Collectors.joining(" and "));
    }

    @Override
    public void close() {
        ring.close();
        arena.close();
    }
}
