/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.HtmlReport;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsCsv;
import dev.waitany.bench.results.ResultsFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that a run writes to. */
record OutFolder(Path folder) {
    /** Returns the file with all results. */
    ResultsFile results() {
        return new ResultsFile(folder.resolve("results.json"));
    }

    /** Creates the folder, before anything is measured in vain. */
    void prepare() {
        prepare("--out");
    }

    /** Creates the folder that an option names. */
    void prepare(String option) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadArgumentException(
                    option + " " + folder + ": cannot create the folder: " + e);
        }
        if (!Files.isWritable(folder)) {
            throw new BadArgumentException(option + " " + folder + ": cannot write to the folder");
        }
    }

    /** Writes analysed results in all forms. */
    void write(Results results, List<Workload> workloads) throws IOException {
        results().write(results);
        try (BufferedWriter csv = Files.newBufferedWriter(csv())) {
            ResultsCsv.write(results, csv);
        }
        Files.writeString(page(), new HtmlReport(results, workloads).page());
    }

    /** Returns the paths of all files, one on each line. */
    String names() {
        return results().path() + "\n" + csv() + "\n" + page();
    }

    private Path csv() {
        return folder.resolve("results.csv");
    }

    private Path page() {
        return folder.resolve("report.html");
    }
}
