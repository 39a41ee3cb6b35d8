/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command that measures, and how its figures are had. */
enum Instrument {
    /** Measures cells. */
    COMPARE("compare", "results.json") {
        @Override
        List<String> options(Path folder) {
            return List.of("--out", folder.toString());
        }

        @Override
        Evidence evidence(Path file) {
            return new ComparedFigures(file);
        }
    },
    /** Counts instructions, and the wakes that a wait consumes, on kernels. */
    COUNT("kernels --count", Reproduction.OUTPUT) {
        @Override
        List<String> options(Path folder) {
            return List.of("--json");
        }

        @Override
        Evidence evidence(Path file) {
            return new CountedFigures(file);
        }
    },
    /** Times paths that do not block. */
    JMH("jmh", "jmh.json") {
        @Override
        List<String> options(Path folder) {
            return List.of("-rf", "json", "-rff", folder.resolve(file()).toString());
        }

        @Override
        Evidence evidence(Path file) {
            return new TimedFigures(file);
        }
    };

    private final String begin;
    private final String file;

    Instrument(String begin, String file) {
        this.begin = begin;
        this.file = file;
    }

    /** Returns the instrument of a command, if it is one. */
    static Optional<Instrument> of(List<String> command) {
        String line = String.join(" ", command) + " ";
        return Stream.of(values()).filter(i -> line.startsWith(i.begin + " ")).findFirst();
    }

    /** Returns the file of its figures, in the folder of a run. */
    String file() {
        return file;
    }

    /** Returns what to add to a command, so that its figures are in a folder. */
    abstract List<String> options(Path folder);

    /** Returns the figures in a file. */
    abstract Evidence evidence(Path file);
}
