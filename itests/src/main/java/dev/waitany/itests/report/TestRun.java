/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import dev.waitany.itests.report.TestCase.Status;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tests that ran since a point in time, and the modules of which none did.
 *
 * @param cases in the order of modules, classes and reports
 * @param silentModules modules with test sources and without a report of this run
 */
record TestRun(List<TestCase> cases, List<String> silentModules) {
    private static final String TESTS = "src/test/java";

    /**
     * Collects the reports of all modules below a folder.
     *
     * @param since reports that are older belong to an earlier run and are ignored
     */
    static TestRun read(Path home, Instant since) throws IOException {
        List<TestCase> cases = new ArrayList<>();
        TreeSet<String> silent = new TreeSet<>();
        for (Path module : matching(home, "*")) {
            String name = module.getFileName().toString();
            List<Path> files = reports(module, since);
            files.forEach(file -> cases.addAll(ReportFile.read(name, file)));
            if (files.isEmpty() && hasTests(module.resolve(TESTS))) {
                silent.add(name);
            }
        }
        return new TestRun(cases, List.copyOf(silent));
    }

    List<TestCase> with(Status status) {
        return cases.stream().filter(test -> test.status() == status).toList();
    }

    private static List<Path> reports(Path module, Instant since) throws IOException {
        List<Path> fresh = new ArrayList<>();
        for (Path folder : matching(module.resolve("target"), "{surefire,failsafe}-reports")) {
            for (Path file : matching(folder, "TEST-*.xml")) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    fresh.add(file);
                }
            }
        }
        return fresh;
    }

    private static boolean hasTests(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(sources)) {
            return all.anyMatch(file -> file.toString().matches(".*(Test|IT)\\.java"));
        }
    }

    private static List<Path> matching(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
                all.forEach(found::add);
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
