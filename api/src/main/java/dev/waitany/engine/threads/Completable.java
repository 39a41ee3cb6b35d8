/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import org.jspecify.annotations.Nullable;

/** A future that {@link CompletionThreads} complete. It is a link of their queue itself. */
public interface Completable {
    /** Completes the future, and so runs its dependents. Called again if it threw too early. */
    void announce();

    /** Returns whether the future is complete. */
    boolean isDone();

    /** Returns the next future in the queue, as {@link #setNext} was told. */
    @Nullable Completable next();

    /** Sets the next future in the queue. Calls are guarded by the queue's lock. */
    void setNext(@Nullable Completable next);
}
