/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {
    @Test
    void partsAreDisjointAndAreAllTogether() {
        List<Integer> all = IntStream.range(0, 11).boxed().toList();
        List<Integer> together =
                IntStream.range(0, 4)
                        .boxed()
                        .flatMap(i -> new Shard(i, 4).of(all).stream())
                        .sorted()
                        .toList();
        assertThat(together).isEqualTo(all);
    }

    @Test
    void indexIsBelowTheNumberOfParts() {
        assertThatThrownBy(() -> new Shard(4, 4)).hasMessageContaining("4/4");
        assertThatThrownBy(() -> new Shard(-1, 4)).hasMessageContaining("-1/4");
    }
}
