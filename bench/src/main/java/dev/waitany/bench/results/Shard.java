/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One part of a run that is divided over machines.
 *
 * @param index from 0 to {@code of} - 1
 * @param of the number of parts
 */
public record Shard(int index, int of) {
    /** Checks the range. */
    public Shard {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException(
                    index + "/" + of + ": the index of a shard is from 0 to N - 1");
        }
    }

    /** Returns the elements of this part: each {@code of}-th one, so that all parts are alike. */
    public <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % of == index)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns the name of the folder of this part. */
    public String folder() {
        return "shard-" + index + "-of-" + of;
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
