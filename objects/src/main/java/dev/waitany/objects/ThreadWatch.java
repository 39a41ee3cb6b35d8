/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets an event when a thread has ended. One for all handles of a {@link ThreadEnd}. */
final class ThreadWatch {
    private final EngineObject state;
    private final Thread thread;
    private @Nullable Thread watcher; // guarded by this
    private boolean ended; // guarded by this

    ThreadWatch(EngineObject state, Thread thread) {
        this.state = state;
        this.thread = thread;
    }

    /** Returns those of all objects of an engine, to be ended when it is closed. */
    static List<ThreadWatch> ofAll(Engine engine) {
        List<ThreadWatch> watches = new ArrayList<>();
        engine.forEach(
                object -> {
                    if (object.attachment() instanceof ThreadWatch watch) {
                        watches.add(watch);
                    }
                });
        return watches;
    }

    Thread thread() {
        return thread;
    }

    /** Starts the virtual thread that waits for the end, unless it has been started. */
    synchronized void begin() {
        if (watcher == null && !ended && state.state() != Refusal.CLOSED) {
            watcher =
                    Thread.ofVirtual()
                            .name("waitany-objects-end-of-" + thread.getName())
                            .start(this::join);
        }
    }

    /** Ends that virtual thread. */
    synchronized void end() {
        ended = true;
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    /** Sets the event if the thread has ended. */
    void look() {
        if (!thread.isAlive()) {
            int _ = state.set();
        }
    }

    private void join() {
        try {
            thread.join();
            look();
        } catch (InterruptedException over) {
            // The last handle was closed.
        }
    }
}
