/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend whose waits do what a test says, and block on nothing but alerts. */
final class ScriptedBackend implements Backend {
    /** What a wait does. */
    interface Script {
        int await(WaitSet set, SurplusWakes surplus);
    }

    private final Semaphore alerts = new Semaphore(0);
    private final AtomicInteger closes = new AtomicInteger();
    final Semaphore blocked = new Semaphore(0);
    private volatile boolean failsToClose;
    private volatile Script script = (_, _) -> untilAlerted();

    ScriptedBackend script(Script next) {
        script = next;
        return this;
    }

    /** Makes each waiter's close throw. */
    ScriptedBackend failToClose() {
        failsToClose = true;
        return this;
    }

    int closes() {
        return closes.get();
    }

    int untilAlerted() {
        blocked.release();
        alerts.acquireUninterruptibly();
        return Outcome.ALERTED;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(2_000, Capabilities.Accounting.EXACT, true, false, false);
    }

    @Override
    public Waiter newWaiter() {
        return new Waiter() {
            @Override
            public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
                return script.await(set, surplus);
            }

            @Override
            public void alert() {
                alerts.release();
            }

            @Override
            public void close() {
                if (failsToClose) {
                    throw new IllegalStateException("the waiter does not close");
                }
            }
        };
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
