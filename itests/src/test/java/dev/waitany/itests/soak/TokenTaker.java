/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Takes tokens from its words until the first word of its set tells it to quit. */
final class TokenTaker {
    private static final int QUIT = 0;

    private final WaitSet set;
    private final AtomicLong taken = new AtomicLong();

    TokenTaker(FutexWord quit, List<FutexWord> words) {
        this.set =
                WaitSet.of(
                        Stream.concat(Stream.of(quit), words.stream()).toArray(FutexWord[]::new));
        for (int i = 0; i < set.size(); i++) {
            set.expect(i, 0);
        }
    }

    long taken() {
        return taken.get();
    }

    boolean byWaits(WaitAny waitAny, Surplus treatment) throws InterruptedException {
        set.surplus(treatment);
        while (true) {
            WaitResult result = waitAny.await(set, Deadline.never());
            for (int index : result.surplus()) {
                take(index);
            }
            if (result.index() == QUIT) {
                return true;
            }
            take(result.index());
        }
    }

    boolean byArmedSet(WaitAny waitAny) throws InterruptedException {
        try (ArmedSet armed = waitAny.arm(set)) {
            while (true) {
                WaitResult result = armed.await(Deadline.never());
                if (result.index() == QUIT) {
                    return true;
                }
                take(result.index());
                armed.rearm(result.index(), 0);
            }
        }
    }

    private void take(int index) {
        FutexWord word = set.word(index);
        for (int held = word.get(); held > 0 && index != QUIT; held = word.get()) {
            if (word.compareAndSet(held, held - 1)) {
                taken.incrementAndGet();
                return;
            }
        }
    }
}
