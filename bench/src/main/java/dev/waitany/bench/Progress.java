/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on standard error, where that is a terminal; nothing elsewhere. Drawn only when asked: a
 * timer's thread would run, and allocate, in the middle of what is measured.
 */
final class Progress {
    private static final int WIDTH = 78;

    private Progress() {}

    static ProgressBar over(int steps) {
        ProgressBarBuilder builder =
                ProgressBar.builder()
                        .setTaskName("compare")
                        .setInitialMax(steps)
                        .setUpdateIntervalMillis(Integer.MAX_VALUE)
                        .continuousUpdate()
                        .setMaxRenderedLength(WIDTH)
                        .setStyle(ProgressBarStyle.ASCII);
        return isTerminal()
                ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH)).build()
                : builder.setConsumer(new DelegatingProgressBarConsumer(_ -> {})).build();
    }

    /** Of standard error; System.console() tells of input and output only. */
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
