/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.study;

import dev.waitany.bench.chart.Drawing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws the figures of all studies.
 *
 * @param docs the folder of the documentation
 */
public record StudyFigures(Path docs) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;

    /** Returns the figures, from the committed data. */
    List<Drawing> all() throws IOException {
        MeasuredFigures measured = new MeasuredFigures(docs.resolve("studies/data"));
        KernelFigures kernels = KernelFigures.read(docs.resolve("reference/instructions.json"));
        return List.of(
                measured.breakEven(),
                kernels.instructions(),
                kernels.swallowedWakes(),
                measured.lateTimers(),
                measured.spinBudgets());
    }

    /** Writes each figure to {@code studies/figures}, and returns the files. */
    public List<Path> write() throws IOException {
        Path folder = Files.createDirectories(docs.resolve("studies/figures"));
        return all().stream().map(figure -> write(figure, folder)).toList();
    }

    private static Path write(Drawing figure, Path folder) {
        try {
            return Files.writeString(
                    folder.resolve(figure.id() + ".svg"), figure.draw(WIDTH, HEIGHT, true).file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
