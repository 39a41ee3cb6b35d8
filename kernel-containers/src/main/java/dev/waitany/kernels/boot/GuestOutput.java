/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.guest.GuestEvents;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.testcontainers.containers.output.OutputFrame;

/**
 * The output of a container with a virtual machine: the console on standard output, and events and
 * messages of QEMU on standard error.
 *
 * @param howItEnded returns what can be seen outside after the end of the output
 */
record GuestOutput(GuestConsole console, GuestEvents events, Supplier<String> howItEnded)
        implements Consumer<OutputFrame> {
    @Override
    public void accept(OutputFrame frame) {
        switch (frame.getType()) {
            case STDOUT -> frame.getUtf8StringWithoutLineEnding().lines().forEach(console::line);
            case STDERR -> frame.getUtf8StringWithoutLineEnding().lines().forEach(this::result);
            case END -> events.lost(console.explain(howItEnded.get()));
        }
    }

    private void result(String line) {
        if (!events.line(line)) {
            console.line(line);
        }
    }
}
