/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;

/** Opens the best strategy, waits once, and prints how many microseconds that took. */
final class FirstWait {
    private FirstWait() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        long begin = System.nanoTime();
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open()) {
            waitAny.await(WaitSet.of(FutexWord.allocate(arena)), 1_000);
            System.out.println("took " + (System.nanoTime() - begin) / 1_000 + " us");
        }
    }
}
