/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on standard error, where that is a terminal; nothing elsewhere. Drawn rarely, so that it
 * costs what is measured nothing.
 */
@SuppressWarnings("SystemConsoleNull") // JDK 25 is back to null where there is no terminal
final class Progress {
    private static final int MILLIS_BETWEEN_DRAWINGS = 1000;
    private static final int WIDTH = 78;

    private Progress() {}

    static ProgressBar over(int steps) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        ProgressBarBuilder builder =
                ProgressBar.builder()
                        .setTaskName("compare")
                        .setInitialMax(steps)
                        .setUpdateIntervalMillis(MILLIS_BETWEEN_DRAWINGS)
                        .setMaxRenderedLength(WIDTH)
                        .setStyle(ProgressBarStyle.ASCII);
        return terminal
                ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH)).build()
                : builder.setConsumer(new DelegatingProgressBarConsumer(_ -> {})).build();
    }
}
