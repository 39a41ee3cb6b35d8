/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The suite has a test for each numbered case. */
class EveryCaseTest {
    private static final int CASES = 120;

    @Test
    void eachNumberHasATest() {
        Set<Integer> numbers =
                Stream.of(ObjectsContract.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .filter(method -> method.getName().startsWith("case"))
                        .map(method -> Integer.valueOf(method.getName().substring(4, 7)))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CASES).boxed().toList());
    }
}
