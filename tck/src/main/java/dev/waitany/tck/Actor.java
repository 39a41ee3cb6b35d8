/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One thread of a test, and how its work ended. */
final class Actor<T> {
    private final TimeLimit limit;
    private final Thread thread;
    private volatile @Nullable T value;
    private volatile @Nullable Throwable failure;
    private volatile boolean done;
    private volatile boolean observed;

    Actor(TimeLimit limit, Thread.Builder builder, Callable<T> work) {
        this.limit = limit;
        this.thread = builder.unstarted(() -> run(work));
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    boolean isDone() {
        return done;
    }

    /** What the work returned; its failure is thrown here. */
    T result() {
        awaitEnd();
        rethrow();
        T present = value;
        if (present == null) {
            throw new AssertionError(this + " returned nothing");
        }
        return present;
    }

    /** The failure that the test expects of the work. */
    Throwable failure() {
        awaitEnd();
        Throwable present = failure;
        if (present == null) {
            throw new AssertionError(this + " was to fail, and returned " + value);
        }
        return present;
    }

    /** Whether the work failed, which is then the test's to judge. */
    boolean hasFailed() {
        awaitEnd();
        return failure != null;
    }

    /** A failure that the test has not asked about. */
    void rethrowUnobserved() {
        if (!observed) {
            rethrow();
        }
    }

    /** A broken assertion in the work: no reason to wait for anything else. */
    void rethrowError() {
        if (failure instanceof Error) {
            rethrow();
        }
    }

    private void rethrow() {
        Throwable present = failure;
        if (present != null) {
            throw new AssertionError(this + " failed: " + present, present);
        }
    }

    private void awaitEnd() {
        observed = true;
        limit.until(() -> done, () -> this + " ended");
    }

    private void run(Callable<T> work) {
        try {
            value = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            done = true;
        }
    }

    @Override
    public String toString() {
        return "thread " + thread.getName();
    }
}
