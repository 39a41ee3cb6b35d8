/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import dev.waitany.FutexWord;
import java.util.SplittableRandom;

/** Wakes of random words that change nothing. */
final class RandomWakes {
    private RandomWakes() {}

    /** Wakes until the kernel has counted this many wakes; returns how many it has counted. */
    static long count(FutexWord[] words, int wakes, SplittableRandom random) {
        long counted = 0;
        while (counted < wakes) {
            counted += words[random.nextInt(words.length)].wakeOne();
        }
        return counted;
    }
}
