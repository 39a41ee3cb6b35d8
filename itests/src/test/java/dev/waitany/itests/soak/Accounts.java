/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.itests.harness.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Counts wakes on both sides. Words never change, so only wakes end waits.
 *
 * <p>Let W be the sum of what the waker's wakes return, that is, the waiters that the kernel
 * counted as woken. Forwarding makes F more wakes that find a waiter. So the kernel counted W + F
 * wakes. The wait that consumed one reports it (WOKEN), lists it (L) or forwards it. Forwards that
 * find a waiter are the F above, and those that find none are listed. So W + F = WOKEN + L + F, and
 *
 * <pre>    W = WOKEN + L</pre>
 *
 * for every policy on surplus wakes, and every number of waits.
 */
final class Accounts {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final FutexWord[] words;
    private final List<Consumer> consumers;

    Accounts(FutexWord[] words, List<Consumer> consumers) {
        this.words = words;
        this.consumers = consumers;
    }

    /** Wakes until the kernel has counted that many wakes, and compares the sums. */
    void agreeOver(long wakes) {
        Shutdown end = new Shutdown(consumers.size());
        List<Task<Long>> tasks = new ArrayList<>();
        for (Consumer consumer : consumers) {
            tasks.add(Task.start("consumer " + tasks.size(), () -> consumer.consume(end)));
        }
        long counted = volleys(wakes, tasks);
        end.tell();
        while (!end.isNoticedByAll()) {
            refuseDead(tasks);
            counted += volley(0, words.length);
        }
        end.quiet();
        long accounted = 0;
        for (Task<Long> task : tasks) {
            Long consumed = task.result();
            accounted += consumed == null ? 0 : consumed;
        }
        assertThat(accounted).as("reported and listed, of counted").isEqualTo(counted);
    }

    /** Wakes one or more words in a row. A waiter cannot leave between two of them. */
    private long volleys(long wakes, List<Task<Long>> tasks) {
        SplittableRandom random = new SplittableRandom(wakes);
        long start = System.nanoTime();
        long counted = 0;
        while (counted < wakes) {
            counted += volley(random.nextInt(words.length), 1 + random.nextInt(words.length));
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError(counted + " of " + wakes + " wakes in " + PATIENCE);
            }
            refuseDead(tasks);
        }
        return counted;
    }

    private long volley(int from, int length) {
        long counted = 0;
        for (int i = 0; i < length; i++) {
            counted += words[(from + i) % words.length].wake(1 + i % 2);
        }
        return counted;
    }

    private static void refuseDead(List<Task<Long>> tasks) {
        for (Task<Long> task : tasks) {
            if (task.isDone()) {
                throw new AssertionError("a consumer has ended early: " + task.result());
            }
        }
    }
}
