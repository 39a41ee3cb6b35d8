/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import static dev.waitany.bench.results.SampleResults.java;
import static dev.waitany.bench.results.SampleResults.twin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergedShardsTest {
    @TempDir private Path folder;

    @Test
    void wholeHasTheCellsOfAllShardsAndTheMachineAndPairOfEach() throws Exception {
        Results merged = MergedShards.of(List.of(write(part(1, 2, 128)), write(part(0, 2, 1))));

        assertThat(merged.plan().shard()).isNull();
        assertThat(merged.partial()).isFalse();
        assertThat(merged.cells()).extracting(MeasuredCell::size).containsExactly(1, 1, 128, 128);
        assertThat(merged.nodes())
                .extracting(Results.Node::shard)
                .containsExactly(new Shard(0, 2), new Shard(1, 2));
        Analysis analysis =
                Objects.requireNonNull(new Analyst(Workloads.all()).analyse(merged).analysis());
        assertThat(analysis.resolutions())
                .extracting(Analysis.PairResolution::size)
                .contains(1, 128);
        assertThat(new Schema().firstFault(Json.write(merged))).isEmpty();
    }

    @Test
    void sizesOfDifferentMachinesAreNotCompared() throws Exception {
        Analyst analyst = new Analyst(Workloads.all());
        Results together = SampleResults.of(armed(1), armed(128));
        assertThat(Objects.requireNonNull(analyst.analyse(together).analysis()).targets())
                .as("on one machine")
                .isNotEmpty();

        Results merged = MergedShards.of(List.of(write(part(0, 2, 1)), write(part(1, 2, 128))));
        assertThat(Objects.requireNonNull(analyst.analyse(merged).analysis()).targets()).isEmpty();
    }

    @Test
    void missingShardsAreNamed() throws Exception {
        ResultsFile only = write(part(1, 4, 1));
        assertThatThrownBy(() -> MergedShards.of(List.of(only)))
                .isInstanceOf(BadResultsException.class)
                .hasMessage(only.path() + ": of 4 shards these are missing: 0, 2, 3");
    }

    @Test
    void shardThatHasNotEndedIsRefused() throws Exception {
        ResultsFile ended = write(part(0, 2, 1));
        Results whole = part(1, 2, 8);
        ResultsFile partial = write(partial(whole));
        assertThatThrownBy(() -> MergedShards.of(List.of(ended, partial)))
                .hasMessage(partial.path() + ": shard 1/2 has not ended; start it again");
    }

    @Test
    void sameShardTwiceIsRefused() throws Exception {
        ResultsFile first = write(part(0, 2, 1));
        Path copied = folder.resolve("copy.json");
        Files.copy(first.path(), copied);
        assertThatThrownBy(() -> MergedShards.of(List.of(first, new ResultsFile(copied))))
                .hasMessage(copied + ": shard 0/2 is also in " + first.path());
    }

    @Test
    void anotherCommitIsRefused() throws Exception {
        ResultsFile one = write(part(0, 2, 1));
        ResultsFile other = write(part(1, 2, 8));
        change(other, root -> build(root).put("commit", "0123abc"));
        assertThatThrownBy(() -> MergedShards.of(List.of(one, other)))
                .hasMessageStartingWith(other.path() + ": of another program: commit 0123abc")
                .hasMessageContaining(one.path().toString());
    }

    @Test
    void anotherPlanIsRefused() throws Exception {
        ResultsFile one = write(part(0, 2, 1));
        ResultsFile other = write(part(1, 2, 8));
        change(other, root -> ((ObjectNode) root.get("plan")).put("seed", 99));
        assertThatThrownBy(() -> MergedShards.of(List.of(one, other)))
                .hasMessageStartingWith(other.path() + ": of another run: ")
                .hasMessageContaining("seed=99");
    }

    @Test
    void anotherSchemaIsRefused() throws Exception {
        ResultsFile one = write(part(0, 2, 1));
        ResultsFile other = write(part(1, 2, 8));
        change(other, root -> root.put("schemaVersion", Results.VERSION + 1));
        assertThatThrownBy(() -> MergedShards.of(List.of(one, other)))
                .hasMessageStartingWith(other.path() + ": schemaVersion ");
    }

    @Test
    void runThatWasNotDividedIsRefused() throws Exception {
        ResultsFile whole = new ResultsFile(folder.resolve("whole.json"));
        whole.write(SampleResults.of(armed(1)));
        assertThatThrownBy(() -> MergedShards.of(List.of(whole)))
                .hasMessage(whole.path() + ": not of a run with --shard");
    }

    private interface Change {
        void of(ObjectNode root);
    }

    private static void change(ResultsFile file, Change change) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = (ObjectNode) mapper.readTree(Files.readString(file.path()));
        change.of(root);
        Files.writeString(file.path(), mapper.writeValueAsString(root));
    }

    private static ObjectNode build(ObjectNode root) {
        return (ObjectNode) root.get("environment").get("build");
    }

    private ResultsFile write(Results results) throws IOException {
        Shard shard = Objects.requireNonNull(results.plan().shard());
        ResultsFile file = new ResultsFile(folder.resolve(shard.folder() + ".json"));
        file.write(results);
        return file;
    }

    private static MeasuredCell armed(int size) {
        return java("armed-scale", "ring-armed", size, 10);
    }

    /** Returns the results of one shard, which has one group. */
    private static Results part(int index, int of, int size) {
        Results all =
                SampleResults.of(armed(size), twin("armed-scale", "ring-armed", size, 10, 0.01));
        return copy(all, false, all.plan().of(new Shard(index, of)), size);
    }

    private static Results partial(Results whole) {
        return copy(whole, true, whole.plan(), whole.cells().getFirst().size());
    }

    private static Results copy(Results r, boolean partial, Results.Plan plan, int size) {
        return new Results(
                r.schemaVersion(),
                partial,
                plan,
                r.environment(),
                r.conditions(),
                r.cells(),
                List.of(new Results.Group(0, "armed-scale", size, true)),
                r.nodes(),
                r.leftOut(),
                r.missing(),
                null);
    }
}
