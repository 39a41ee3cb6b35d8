/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;

/** The two forms of consumers. */
final class Consumers {
    private Consumers() {}

    /**
     * Makes one wait after the other. Each consumes the wake that it reports and those that it
     * lists.
     */
    static Consumer waiting(WaitAny waitAny, FutexWord[] words, Surplus treatment) {
        return end -> {
            WaitSet set = WaitSet.of(words).surplus(treatment);
            long consumed = 0;
            while (!end.isTold()) {
                WaitResult result = waitAny.await(set, Deadline.never());
                consumed += woken(result) + result.surplus().length;
            }
            end.awaitQuiet();
            return consumed;
        };
    }

    /**
     * Uses an armed set. It delivers every consumed wake by later calls, and close would forward
     * the rest, so all are taken before.
     */
    static Consumer armed(WaitAny waitAny, FutexWord[] words) {
        return end -> {
            long consumed = 0;
            try (ArmedSet armed = waitAny.arm(WaitSet.of(words))) {
                while (!end.isTold()) {
                    consumed += next(armed, Deadline.never());
                }
                end.awaitQuiet();
                long delivered;
                do {
                    delivered = next(armed, Deadline.now());
                    consumed += delivered;
                } while (delivered > 0);
            }
            return consumed;
        };
    }

    private static long next(ArmedSet armed, Deadline deadline) throws InterruptedException {
        WaitResult result = armed.await(deadline);
        if (result.isReady()) {
            armed.rearm(result.index(), armed.set().expected(result.index()));
        }
        return woken(result);
    }

    private static int woken(WaitResult result) {
        return result.kind() == WaitResult.Kind.WOKEN ? 1 : 0;
    }
}
