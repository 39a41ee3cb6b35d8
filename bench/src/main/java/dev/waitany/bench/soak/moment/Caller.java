/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import java.util.concurrent.LinkedTransferQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes one blocking call after the other, so that what one leaves meets the next.
 */
final class Caller implements AutoCloseable {
    private final LinkedTransferQueue<Consumer<Thread>> calls = new LinkedTransferQueue<>();
    private final Thread thread;
    private volatile boolean told;
    private volatile @Nullable Throwable failure;

    Caller(boolean virtual) {
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        this.thread = builder.name("caller").start(this::work);
    }

    Thread thread() {
        return thread;
    }

    void call(Consumer<Thread> call) {
        calls.add(call);
    }

    private void work() {
        while (!told) {
            try {
                calls.take().accept(thread);
            } catch (InterruptedException e) {
                failure = e; // a call must not leave an interrupt behind
            }
        }
    }

    /** Returns whether an interrupt came outside of the calls. */
    boolean wasInterrupted() {
        return failure != null;
    }

    @Override
    public void close() {
        told = true;
        calls.add(_ -> {});
    }
}
