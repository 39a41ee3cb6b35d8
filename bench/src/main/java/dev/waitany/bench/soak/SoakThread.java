/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Patience;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A thread of a soak. What it throws is a finding. */
final class SoakThread {
    private final Thread thread;
    private volatile boolean told;

    /** The work of a thread, which may throw. */
    interface Work {
        void run() throws Exception;
    }

    private SoakThread(Thread.Builder builder, String name, SoakContext soak, Work work) {
        this.thread =
                builder.name(name)
                        .unstarted(
                                () -> {
                                    try {
                                        work.run();
                                    } catch (Throwable failure) {
                                        soak.findings.failed(name, failure);
                                    }
                                });
    }

    static SoakThread platform(String name, SoakContext soak, Work work) {
        return new SoakThread(Thread.ofPlatform().daemon(), name, soak, work);
    }

    static SoakThread virtual(String name, SoakContext soak, Work work) {
        return new SoakThread(Thread.ofVirtual(), name, soak, work);
    }

    SoakThread start() {
        thread.start();
        return this;
    }

    String name() {
        return thread.getName();
    }

    Thread thread() {
        return thread;
    }

    /** Returns whether the thread is to end when it is interrupted. */
    boolean isTold() {
        return told;
    }

    void interrupt() {
        thread.interrupt();
    }

    /**
     * Tells the thread to end, and interrupts it until it has ended. Once would be enough for a
     * blocked wait; more interrupts cover the moments at which the thread looks away.
     */
    void end(SoakContext soak) {
        told = true;
        Patience patience = soak.patience();
        boolean ended =
                patience.until(
                        () -> {
                            thread.interrupt();
                            return hasEnded(thread);
                        });
        if (!ended) {
            soak.findings.add(Finding.Kind.STUCK, name(), "did not end when it was interrupted");
        }
    }

    /** Waits for the end of a thread that ends by itself. */
    void join(SoakContext soak) {
        if (!soak.patience().until(() -> hasEnded(thread))) {
            soak.findings.add(Finding.Kind.STUCK, name(), "did not end");
        }
    }

    private static boolean hasEnded(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Calls, and returns null if the call is interrupted. */
    static <T> @Nullable T unlessInterrupted(Callable<T> call) throws Exception {
        try {
            return call.call();
        } catch (InterruptedException e) {
            return null;
        }
    }
}
