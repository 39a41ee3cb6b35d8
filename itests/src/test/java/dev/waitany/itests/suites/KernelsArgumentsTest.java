/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.kernels.Kernel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

class KernelsArgumentsTest {
    @Test
    void knowsEveryOptionOfTheCommand() {
        Set<String> known = new HashSet<>(KernelsArguments.FLAGS);
        known.addAll(KernelsArguments.LISTS);
        known.addAll(KernelsArguments.HELP);
        Stream<OptionSpec> options =
                KernelsCommand.commandLine().getCommandSpec().options().stream();
        assertThat(options.flatMap(option -> Stream.of(option.names())).toList())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void withoutNamesAllKernelsAreChosen() {
        assertThat(KernelsArguments.of().chosen()).isEqualTo(Kernel.all());
        assertThat(KernelsArguments.of("--count").chosen()).isEqualTo(Kernel.debian());
    }

    @Test
    void kernelsAreNamedByAnOptionOrAfterCount() {
        assertThat(KernelsArguments.of("--kernel=6.12,6.1,6.12").chosen())
                .isEqualTo(List.of(Kernel.named("6.12"), Kernel.named("6.1")));
        assertThat(KernelsArguments.of("--count", "6.12", "6.1").chosen())
                .isEqualTo(List.of(Kernel.named("6.12"), Kernel.named("6.1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --record                     | --record needs --count
                    6.12                         | kernels are named by --kernel
                    --count --strategies threads | does not take --strategies
                    --count 6.1 --kernel 6.12    | either after --count or by --kernel
                    --count --record 6.1         | --record counts all kernels
                    --count host                 | host
                    --count 4.19                 | no kernel is called "4.19"
                    --kernel                     | --kernel needs a value
                    --speed                      | unknown option: '--speed'
                    """)
    void wrongArgumentsAreRefusedByName(String arguments, String message) {
        assertThatThrownBy(() -> KernelsArguments.of(arguments.split(" ")).chosen())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
