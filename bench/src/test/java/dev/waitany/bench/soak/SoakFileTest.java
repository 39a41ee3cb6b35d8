/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.soak.account.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakFileTest {
    @TempDir private Path folder;

    @Test
    void runsAddUp() throws Exception {
        SoakFile file = new SoakFile(folder.resolve("below/soak.json"));
        assertThat(file.prepare()).isEmpty();
        assertThat(file.add(run(3, List.of()))).containsExactly(run(3, List.of()));
        file.add(run(4, List.of("LOST a wake")));
        assertThat(file.runs()).containsExactly(run(3, List.of()), run(4, List.of("LOST a wake")));
        assertThat(SoakReport.table(file.runs()))
                .contains("| 6.18, 2 | 2 | 0.01 | 7,000,000 | 7 | 0 |")
                .contains("| 1 |\n");
    }

    @Test
    void nothingButTheFileIsLeft() throws Exception {
        SoakFile file = new SoakFile(folder.resolve("soak.json"));
        file.add(run(1, List.of()));
        assertThat(folder.toFile().list()).containsExactly("soak.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"version\": 2, \"runs\": []} | version 2",
                "{\"runs\": []}                 | no version",
                "{\"version\": 1}               | not a file of soak",
                "[1, 2]                         | no version",
                "{\"version                     | not a file of soak",
                "''                             | no"
            })
    void otherFilesAreRefusedAndKept(String content, String reason) throws Exception {
        Path path = Files.writeString(folder.resolve("soak.json"), content);
        SoakFile file = new SoakFile(path);
        assertThatThrownBy(file::prepare)
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(path.toString());
        assertThatThrownBy(() -> file.add(run(1, List.of())))
                .isInstanceOf(BadArgumentException.class);
        assertThat(path).hasContent(content);
    }

    private static SoakRun run(int seed, List<String> findings) {
        return new SoakRun(
                "2026-01-02T03:04:05Z",
                "6.18",
                "amd64",
                2,
                "25",
                seed,
                List.of("threads"),
                20,
                Map.of(Count.ISSUED.name(), 1_000_000L * seed, Count.DELIVERED.name(), (long) seed),
                findings);
    }
}
