/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.EngineOwner;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The future of a wait, which a virtual thread makes on behalf of the thread that asked for it.
 *
 * <p>If the future is completed or cancelled while the wait is under way, the virtual thread is
 * interrupted. If the wait has taken something by then that the future does not report, it gives
 * that back.
 */
final class AsyncWait extends CompletableFuture<ObjectWaitResult> {
    private final Waits waits;
    private final WaitList list;
    private final boolean all;
    private final Deadline deadline;
    private final EngineOwner owner;
    private final Thread caller = Thread.currentThread();
    private final Thread waiting;

    private AsyncWait(
            Waits waits, WaitList list, boolean all, Deadline deadline, EngineOwner owner) {
        this.waits = waits;
        this.list = list;
        this.all = all;
        this.deadline = deadline;
        this.owner = owner;
        this.waiting = Thread.ofVirtual().name("waitany-objects-future").unstarted(this::await);
    }

    /** Starts a wait for a copy of the list, on behalf of the calling thread. */
    static CompletableFuture<ObjectWaitResult> start(
            ObjectDomain domain, Engine engine, WaitList list, boolean all, Deadline deadline) {
        Objects.requireNonNull(deadline, "deadline");
        list.begin(domain);
        AsyncWait future = new AsyncWait(domain.waits, list.copy(), all, deadline, engine.owner());
        CompletableFuture<ObjectWaitResult> _ = future.whenComplete((_, _) -> future.endWait());
        future.waiting.start();
        return future;
    }

    /** Returns a future that nobody's completion can end a wait with: for dependents. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private void endWait() {
        if (Thread.currentThread() != waiting) {
            waiting.interrupt();
        }
    }

    private void await() {
        if (isDone()) {
            return;
        }
        try {
            ObjectWaitResult result = waits.onBehalf(list, all, deadline, owner);
            if (!complete(result) && result.isTaken()) {
                giveBack(result);
            }
        } catch (InterruptedException over) {
            boolean _ = cancel(false); // done already, unless a stranger interrupted the thread
        } catch (Throwable failure) {
            boolean _ = completeExceptionally(failure);
        }
    }

    private void giveBack(ObjectWaitResult result) {
        if (all) {
            for (int i = 0; i < list.size(); i++) {
                giveBack(list.states[i], false);
            }
        } else {
            giveBack(list.states[result.index()], result.isAbandoned());
        }
    }

    /** Nothing can be done about an object that was closed meanwhile, or is at its maximum. */
    private void giveBack(EngineObject object, boolean abandoned) {
        int _ =
                switch (object.kind()) {
                    case MANUAL_EVENT, MANUAL_TIMER, THREAD_END -> 0;
                    case AUTO_EVENT, AUTO_TIMER -> object.set();
                    case SEMAPHORE -> object.release(1);
                    case MUTEX ->
                            abandoned && object.state() == 1
                                    ? object.abandon(caller)
                                    : object.unlock(owner);
                };
    }
}
