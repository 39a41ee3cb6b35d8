/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.EngineOwner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread as the owner of mutexes. */
final class OwnerRecord extends EngineOwner {
    final int number;

    /** Whether a virtual thread waits for the end of the thread. */
    final AtomicBoolean watched = new AtomicBoolean();

    /** How many waits are queued, or about to be, that take mutexes for this owner. */
    final AtomicInteger waits = new AtomicInteger();

    private final Thread thread;

    OwnerRecord(int number, Thread thread) {
        this.number = number;
        this.thread = thread;
    }

    Thread thread() {
        return thread;
    }

    boolean isAlive() {
        return thread.isAlive();
    }
}
