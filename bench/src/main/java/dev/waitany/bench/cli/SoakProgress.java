/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Counts;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a soak is: a bar on a terminal, and elsewhere a line every ten seconds. */
final class SoakProgress implements Consumer<Counts>, AutoCloseable {
    private static final int WIDTH = 100;
    private static final int LINE_EVERY = 10;
    private static final int MILLIS = 1000;

    private final boolean terminal;
    private final PrintWriter err;
    private final ProgressBar bar;
    private final long start = System.nanoTime();
    private int calls;

    SoakProgress(Duration time, PrintWriter err) {
        this.terminal = isTerminal();
        this.err = err;
        ProgressBarBuilder builder =
                ProgressBar.builder()
                        .setTaskName("soak")
                        .setInitialMax(Math.max(1, time.toSeconds()))
                        .setUpdateIntervalMillis(MILLIS)
                        .setMaxRenderedLength(WIDTH)
                        .setStyle(ProgressBarStyle.ASCII);
        this.bar =
                terminal
                        ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                                .build()
                        : builder.setConsumer(new DelegatingProgressBarConsumer(_ -> {})).build();
    }

    @Override
    public void accept(Counts counts) {
        long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        long wakes = counts.of(Count.ISSUED);
        String text = String.format(Locale.ROOT, "%,d wakes, %,d/s", wakes, wakes / seconds);
        bar.stepTo(Math.min(seconds, bar.getMax()));
        bar.setExtraMessage(text);
        calls++;
        if (!terminal && calls % LINE_EVERY == 0) {
            err.println("soak: " + seconds + " s, " + text);
            err.flush();
        }
    }

    @Override
    public void close() {
        bar.close();
    }

    /** From JDK 25 on, the default console is null again if input or output is redirected. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
