/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestLinesTest {
    private static final List<String> SOUND =
            List.of(
                    "loop 100000 200003",
                    "count - 0 getppid 342",
                    "count threads 8 CHANGED 1000",
                    "count threads 8 SLEEP 3000",
                    "count threads 8 WAKE 4000",
                    "burst threads 32 8 4 32",
                    "lacks ring-armed 1 EINVAL",
                    "lacks ring-armed 2 EINVAL",
                    "over 6.12.1");

    @Test
    void linesBecomeCounts() {
        KernelCounts counts = read(SOUND);
        assertThat(counts.release()).isEqualTo("6.12.1");
        assertThat(counts.calls()).containsEntry("getppid", 342L);
        assertThat(counts.cell("threads", 8))
                .contains(new CellCounts("threads", 8, 1000, 3000, 4000));
        assertThat(counts.bursts()).containsExactly(new Burst("threads", 32, 8, 4, 32));
        assertThat(counts.lacks()).containsExactly(new Lack("ring-armed", "EINVAL"));
    }

    @Test
    void aFaultOfTheGuestFailsTheCount() {
        assertThatThrownBy(() -> read(with("fault threads 8 another path in round 3")))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("threads 8 another path in round 3");
    }

    /** Without -icount the counter shows time. */
    @Test
    void aCounterThatDoesNotCountInstructionsFailsTheCount() {
        assertThatThrownBy(() -> read(with("loop 100000 731220")))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("does not count instructions: 731220 for 200000");
    }

    @Test
    void aGuestThatEndedEarlyFailsTheCount() {
        assertThatThrownBy(() -> read(SOUND.subList(0, SOUND.size() - 1)))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("ended before");
        assertThatThrownBy(() -> read(List.of("over 6.12.1"))).isInstanceOf(CountFailure.class);
    }

    @Test
    void aMissingMeasureFailsTheCount() {
        List<String> lines = new ArrayList<>(SOUND);
        lines.remove("count threads 8 WAKE 4000");
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("threads, 8 words: only [CHANGED, SLEEP] counted");
    }

    @Test
    void aMalformedLineIsNamed() {
        assertThatThrownBy(() -> read(with("count threads eight WAKE 4000")))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("count threads eight WAKE 4000");
        assertThatThrownBy(() -> read(with("burst threads 32 8 4")))
                .isInstanceOf(CountFailure.class)
                .hasMessageContaining("burst threads 32 8 4");
    }

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(SOUND);
        lines.addFirst(line);
        lines.remove(line.startsWith("loop") ? SOUND.getFirst() : "");
        return lines;
    }

    private static KernelCounts read(List<String> lines) {
        return GuestLines.read(lines, "6.12", "image");
    }
}
