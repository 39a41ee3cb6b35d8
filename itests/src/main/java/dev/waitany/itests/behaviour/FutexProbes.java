/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.FutexWord;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Task;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.Arena;

/** Probes of futexes and strategies. */
final class FutexProbes {
    /** The answer of a strategy that works. */
    static final String WORKS = "works";

    private static final long ANY = 0xffff_ffffL;

    private FutexProbes() {}

    /** {@code works}, or the reason why not. */
    static String strategy(String name) {
        Support support =
                WaitAny.strategies().stream()
                        .filter(found -> found.strategy().equals(name))
                        .findFirst()
                        .orElseThrow();
        return support.available() ? WORKS : support.reason();
    }

    static String waitvOfNothing() {
        return ProbeCompletion.answer(Futex.probeWaitv());
    }

    static String wakeCall() {
        try (Arena arena = Arena.ofConfined()) {
            long word = FutexWord.allocate(arena).address();
            return RawCall.answer(
                    LinuxUapi.__NR_futex_wake(), word, ANY, 1, Futex.PRIVATE_WORD, 0, 0);
        }
    }

    /** Waits with a value that differs, so that the call does not block. */
    static String waitOnNumaWord() {
        try (Arena arena = Arena.ofConfined()) {
            long word = FutexWord.allocate(arena).address();
            long flags = Futex.PRIVATE_WORD | LinuxUapi.FUTEX2_NUMA();
            return RawCall.answer(LinuxUapi.__NR_futex_wait(), word, 1, ANY, flags, 0, 0);
        }
    }

    static String wakeOfZeroWaiters() {
        try (Arena arena = Arena.ofShared()) {
            FutexWord word = FutexWord.allocate(arena);
            Task<Integer> waiter =
                    Task.start(
                            "waiter",
                            () ->
                                    Futex.await(
                                            CallState.allocate(),
                                            word.segment(),
                                            0,
                                            Futex.ANY_BIT,
                                            false,
                                            null,
                                            Clock.MONOTONIC));
            KernelQueue.untilWaiting(word, 1);
            int woken = Futex.wake(word.segment(), 0, Futex.ANY_BIT, false);
            word.wakeAll();
            waiter.result();
            return "wakes " + woken;
        }
    }

    static String hashOfThisProcess() {
        int slots = FutexHash.slots();
        return slots > 0 ? "its own" : slots == 0 ? "none yet" : "global";
    }
}
