/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Draws a progress bar on standard error if that is a terminal. It is drawn between blocks only:
 * the thread of a timer would use a CPU during a measurement.
 */
final class Progress implements Comparison.Listener, AutoCloseable {
    private static final int WIDTH = 78;

    private final ProgressBar bar;

    Progress() {
        ProgressBarBuilder builder =
                ProgressBar.builder()
                        .setTaskName("compare")
                        .setInitialMax(1)
                        .setUpdateIntervalMillis(Integer.MAX_VALUE)
                        .continuousUpdate()
                        .setMaxRenderedLength(WIDTH)
                        .setStyle(ProgressBarStyle.ASCII);
        this.bar =
                isTerminal()
                        ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                                .build()
                        : builder.setConsumer(new DelegatingProgressBarConsumer(_ -> {})).build();
    }

    @Override
    public void plans(int groups) {
        bar.maxHint(groups);
    }

    @Override
    public void begins(int fork, String workload, int size) {
        bar.setExtraMessage(workload + " × " + size);
        bar.refresh();
    }

    @Override
    public void continues() {
        bar.refresh();
    }

    @Override
    public void ends() {
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Tests standard error; {@link System#console()} tests input and output only. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
