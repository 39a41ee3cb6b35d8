/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The sums of {@link WakeAccounts} for armed sets: an armed set lists no surplus and delivers it by
 * its next calls, so every wake that the kernel counted is one {@code WOKEN}. Nothing is ever
 * changed.
 */
public interface ArmedAccounts extends Subject {
    @Test
    default void armed_exactSumsAgree() {
        assumeTrue(
                scene().exact(),
                () -> "strategy " + waitAny().name() + " infers its surplus: no sums to agree");
        FutexWord[] words = scene().words().many(8);
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean leaving = new AtomicBoolean();
        AtomicBoolean quiet = new AtomicBoolean();
        Actor<Long> owner =
                scene().actors().start("owner", () -> consume(words, over, leaving, quiet));
        List<Actor<Long>> wakers = new ArrayList<>();
        int wakes = scene().rounds(50_000);
        for (int i = 0; i < 2; i++) {
            SplittableRandom random = new SplittableRandom(i);
            wakers.add(
                    scene().actors()
                            .start("waker " + i, () -> RandomWakes.count(words, wakes, random)));
        }
        long counted = wakers.stream().mapToLong(Actor::result).sum();
        over.set(true);
        while (!leaving.get()) {
            counted += words[0].wakeOne();
            scene().actors().rethrowErrors();
        }
        quiet.set(true);
        assertThat(owner.result()).as("WOKEN, of wakes counted by the kernel").isEqualTo(counted);
    }

    /** Wakes that come after the last blocking call are taken when no more of them can come. */
    private long consume(
            FutexWord[] words, AtomicBoolean over, AtomicBoolean leaving, AtomicBoolean quiet)
            throws InterruptedException {
        long woken = 0;
        try (ArmedSet armed = waitAny().arm(WaitSet.of(words))) {
            while (!over.get()) {
                WaitResult result = armed.await(Deadline.never());
                assertThat(result.kind()).isEqualTo(WaitResult.Kind.WOKEN);
                armed.rearm(result.index(), 0);
                woken++;
            }
            leaving.set(true);
            scene().until(quiet::get, () -> "the wakers were quiet");
            for (int left = words.length; left > 0; left--) {
                if (armed.await(Deadline.now()).kind() != WaitResult.Kind.WOKEN) {
                    break;
                }
                woken++;
            }
            return woken;
        }
    }
}
