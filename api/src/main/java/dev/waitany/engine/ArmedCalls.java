/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.access.Confinement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one armed set. Makes them in the calling thread, or, if that is virtual, in the
 * platform thread that owns the set on its behalf.
 */
public final class ArmedCalls {
    private final ArmedWait wait;
    private final @Nullable ArmedHost host;
    private final Consumer<ArmedCalls> onClose;

    ArmedCalls(ArmedWait wait, @Nullable ArmedHost host, Consumer<ArmedCalls> onClose) {
        this.wait = wait;
        this.host = host;
        this.onClose = onClose;
    }

    /** See {@link dev.waitany.ArmedSet#await(Deadline)}. */
    public WaitResult await(Deadline deadline) throws InterruptedException {
        return host == null
                ? wait.await(deadline, InterruptFlag.NEVER_SET)
                : host.await(flag -> wait.await(deadline, flag), wait::alert);
    }

    /** See {@link dev.waitany.ArmedSet#await(int[], Deadline)}. */
    public int await(int[] ready, Deadline deadline) throws InterruptedException {
        return host == null
                ? wait.await(ready, deadline, InterruptFlag.NEVER_SET)
                : host.await(flag -> wait.await(ready, deadline, flag), wait::alert);
    }

    /** See {@link dev.waitany.ArmedSet#rearm}. */
    public void rearm(int index, int expected) {
        if (host == null) {
            wait.rearm(index, expected);
        } else {
            host.run(() -> wait.rearm(index, expected));
        }
    }

    /** See {@link dev.waitany.ArmedSet#add}. */
    public int add(FutexWord word, int expected) {
        if (host == null) {
            return wait.add(word, expected);
        }
        if (Confinement.isConfined(word)) {
            throw new IllegalArgumentException(
                    "the word lives in a confined arena, and another thread waits for this virtual one");
        }
        return host.call(() -> wait.add(word, expected));
    }

    /** See {@link dev.waitany.ArmedSet#remove}. */
    public void remove(int index) {
        if (host == null) {
            wait.remove(index);
        } else {
            host.run(() -> wait.remove(index));
        }
    }

    /** See {@link dev.waitany.ArmedSet#close}. Any thread, any number of times. */
    public void close() {
        try {
            if (host == null) {
                wait.close();
            } else {
                closeOn(host);
            }
        } finally {
            onClose.accept(this);
        }
    }

    /**
     * Lets the owner close the set when it is free, and ends the call that blocks it. Throws what
     * the owner's close throws.
     */
    private void closeOn(ArmedHost owner) {
        CompletableFuture<?> answer = owner.submitUnlessClosed(wait::close);
        wait.hastenClose();
        owner.close();
        ArmedHost.result(answer);
    }
}
