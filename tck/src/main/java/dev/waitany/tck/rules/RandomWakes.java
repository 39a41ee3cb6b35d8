/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import dev.waitany.FutexWord;
import java.util.SplittableRandom;

/** Wakes without changes, on words at random. */
final class RandomWakes {
    private RandomWakes() {}

    /** Wakes until the kernel has counted so many; how many it has. */
    static long count(FutexWord[] words, int wakes, SplittableRandom random) {
        long counted = 0;
        while (counted < wakes) {
            counted += words[random.nextInt(words.length)].wakeOne();
        }
        return counted;
    }
}
