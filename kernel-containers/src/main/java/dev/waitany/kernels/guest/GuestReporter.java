/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import dev.waitany.kernels.guest.GuestEvent.Kind;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes the events of a JUnit launcher as lines when they happen. */
final class GuestReporter implements TestExecutionListener {
    private final PrintStream lines;
    private final boolean last;
    private final Map<String, Long> begun = new HashMap<>();
    private boolean failed;

    /**
     * @param last whether the end of these tests is the end of all
     */
    GuestReporter(PrintStream lines, boolean last) {
        this.lines = lines;
        this.last = last;
    }

    /** Tells whether any test or container has failed. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
        if (isEngine(test)) {
            return; // its classes have reported everything, unless the engine itself fails
        }
        write(test.isTest() ? Kind.TEST : Kind.CONTAINER, test, test.getUniqueId(), 0);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Long start = begun.remove(test.getUniqueId());
        long nanos = start == null ? 0 : System.nanoTime() - start;
        Optional<Throwable> thrown = result.getThrowable();
        if (isEngine(test)) {
            if (thrown.isEmpty()) {
                return;
            }
            write(Kind.CONTAINER, test, "", 0);
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> write(Kind.PASSED, test, "", nanos);
            case ABORTED ->
                    write(Kind.ABORTED, test, thrown.map(Throwable::getMessage).orElse(""), nanos);
            case FAILED -> {
                failed = true;
                write(Kind.FAILED, test, thrown.map(GuestReporter::trace).orElse(""), nanos);
            }
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(Kind.SKIPPED, test, reason, 0);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs()
                .forEach(
                        (key, value) ->
                                lines.println(new GuestEvent(Kind.ENTRY, key, value, 0).line()));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (last) {
            lines.println(new GuestEvent(Kind.OVER, "", "", 0).line());
        }
    }

    private static boolean isEngine(TestIdentifier test) {
        return test.getParentIdObject().isEmpty();
    }

    private void write(Kind kind, TestIdentifier test, String detail, long nanos) {
        lines.println(new GuestEvent(kind, test.getDisplayName(), detail, nanos).line());
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
