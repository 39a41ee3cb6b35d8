/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where every platform thread stands, for a test that hangs. */
final class StackDump {
    private StackDump() {}

    static String ofAllThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(entry -> ofThread(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String ofThread(Thread thread, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(frame -> "\n        at " + frame)
                .collect(
                        Collectors.joining(
                                "", "\n    " + thread.getName() + ", " + thread.getState(), ""));
    }
}
