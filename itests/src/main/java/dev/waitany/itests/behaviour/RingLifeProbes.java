/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Task;
import dev.waitany.linux.Futex;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.ProcessLimits;
import dev.waitany.linux.WaitvArray;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_mem_region_reg;
import dev.waitany.linux.uapi.io_uring_region_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/** Probes of rings: set-up, enter, close and features. */
final class RingLifeProbes {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration SURELY = Duration.ofSeconds(20);
    private static final int USER_MEMORY = LinuxUapi.IORING_MEM_REGION_TYPE_USER();

    private RingLifeProbes() {}

    /** Whether a ring can be made with these flags. */
    static String setup(int flags) {
        try (ProbeRing _ = new ProbeRing(flags)) {
            return "works";
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage()).replaceFirst(".*: ", "");
        }
    }

    /** Until 7.1, the other words of a woken vectored wait stay queued and count every wake. */
    static String wakesOfOtherWordOfClaimedWaitv() {
        try (Arena arena = Arena.ofShared();
                ProbeRing ring = new ProbeRing(deferred())) {
            FutexWord one = FutexWord.allocate(arena);
            FutexWord other = FutexWord.allocate(arena);
            WaitvArray array = new WaitvArray(arena, 2);
            array.word(0, one.address(), false);
            array.word(1, other.address(), false);
            ring.next()
                    .opcode(LinuxUapi.IORING_OP_FUTEX_WAITV())
                    .addr(array.segment().address())
                    .len(2);
            ring.enter(0, 0, Duration.ZERO);
            one.wakeOne();
            return "1st %d, 2nd %d, 3rd %d"
                    .formatted(other.wakeOne(), other.wakeOne(), other.wakeOne());
        }
    }

    /** Submits a wait from a thread that then ends, and tells what becomes of the wait. */
    static String waitOfEndedThread(Sharing sharing) {
        try (Arena arena = Arena.ofShared();
                ProbeRing ring = new ProbeRing(0)) {
            MemorySegment memory = arena.allocate(Integer.BYTES, Integer.BYTES);
            FutexWord word = FutexWord.of(memory, 0, sharing);
            Task<Integer> submitter =
                    Task.start(
                            "submitter",
                            () -> {
                                ring.next()
                                        .opcode(LinuxUapi.IORING_OP_FUTEX_WAIT())
                                        .fd(Futex.flags(sharing == Sharing.SHARED))
                                        .addr(word.address())
                                        .addr3(FutexWord.ANY_BIT & 0xffff_ffffL);
                                return ring.enter(0, 0, Duration.ZERO);
                            });
            submitter.result();
            join(submitter.thread());
            List<ProbeCompletion> completed = ring.complete(1, SOON);
            return completed.isEmpty()
                    ? "pending, " + KernelQueue.waiters(word) + " waiter"
                    : completed.getFirst().answer();
        }
    }

    /** Enters with an absolute deadline in the past. */
    static String absoluteTimeout() {
        try (ProbeRing ring = new ProbeRing(0)) {
            Duration past = Duration.ofNanos(1);
            return ProbeCompletion.answer(ring.enter(1, LinuxUapi.IORING_ENTER_ABS_TIMER(), past));
        }
    }

    static String minimumWait() {
        try (ProbeRing ring = new ProbeRing(0)) {
            return ring.hasFeature(LinuxUapi.IORING_FEAT_MIN_TIMEOUT())
                    ? "works"
                    : "no such feature";
        }
    }

    /** Registers memory for wait arguments. */
    static String waitRegion() {
        int disabled = LinuxUapi.IORING_SETUP_R_DISABLED();
        try (Arena arena = Arena.ofShared();
                ProbeRing ring = new ProbeRing(disabled | deferred())) {
            int page = ProcessLimits.pageSize();
            MemorySegment region = io_uring_region_desc.allocate(arena);
            io_uring_region_desc.user_addr(region, arena.allocate(page, page).address());
            io_uring_region_desc.size(region, page);
            io_uring_region_desc.flags(region, USER_MEMORY);
            MemorySegment registration = io_uring_mem_region_reg.allocate(arena);
            io_uring_mem_region_reg.region_uptr(registration, region.address());
            io_uring_mem_region_reg.flags(registration, LinuxUapi.IORING_MEM_REGION_REG_WAIT_ARG());
            int answer =
                    IoUring.register(
                            ring.fd(), LinuxUapi.IORING_REGISTER_MEM_REGION(), registration, 1);
            return answer == 0 ? "works" : ProbeCompletion.answer(answer);
        }
    }

    /** Closes a ring with a pending wait. The kernel cancels the wait asynchronously. */
    static String waitOfClosedRing() {
        try (Arena arena = Arena.ofShared()) {
            FutexWord word = FutexWord.allocate(arena);
            try (ProbeRing ring = new ProbeRing(0)) {
                ring.next()
                        .opcode(LinuxUapi.IORING_OP_FUTEX_WAIT())
                        .fd(Futex.PRIVATE_WORD)
                        .addr(word.address())
                        .addr3(FutexWord.ANY_BIT & 0xffff_ffffL);
                ring.enter(0, 0, Duration.ZERO);
                KernelQueue.untilWaiting(word, 1);
            }
            KernelQueue.untilWaiting(word, 0);
            return "cancelled";
        }
    }

    static int deferred() {
        return LinuxUapi.IORING_SETUP_SINGLE_ISSUER() | LinuxUapi.IORING_SETUP_DEFER_TASKRUN();
    }

    private static void join(Thread thread) {
        try {
            thread.join(SURELY);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
