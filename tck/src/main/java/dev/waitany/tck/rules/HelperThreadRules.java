/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.TestThread;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Rule 24: the library's threads inherit nothing from the thread that starts them. */
public interface HelperThreadRules extends ContractRules {
    /** What the starter sets, and its children inherit. */
    InheritableThreadLocal<Object> LOCAL = new InheritableThreadLocal<>();

    /** The first wait of a WaitAny, which starts its threads, begins on a thread that then ends. */
    @Test
    default void rule24_threadsKeepNothingOfTheirStarter() {
        WaitAny fresh = fixture().openAnother();
        WaitSet set = fixture().words().set(2);
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
        TestThread<WeakReference<Object>> starter =
                fixture()
                        .threads()
                        .start(
                                "starter",
                                () -> {
                                    Thread.currentThread().setContextClassLoader(loader);
                                    Object value = new Object();
                                    LOCAL.set(value);
                                    begin(fresh, set);
                                    return new WeakReference<>(value);
                                });
        WeakReference<Object> value = starter.result();
        fixture().untilWaiting(set, 1);
        fixture().until(() -> !starter.thread().isAlive(), () -> "the starter had ended");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertThat(thread.getContextClassLoader()).as("of %s", thread).isNotSameAs(loader);
        }
        fixture().until(() -> isCollected(value), () -> "the starter's local was collected");
    }

    private static void begin(WaitAny waitAny, WaitSet set) {
        CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
        assertThat(future).isNotDone();
    }

    private static boolean isCollected(WeakReference<Object> value) {
        System.gc();
        return value.refersTo(null);
    }
}
