/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import dev.waitany.ArmedSet;
import dev.waitany.WaitResult;
import dev.waitany.ring.Completion;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The public calls that block, each with the disturbances that can happen to it. */
public enum BlockingCall {
    /** {@code WaitAny.await}. */
    AWAIT {
        @Override
        void make(Moment moment) throws InterruptedException {
            moment.begins();
            moment.ended(moment.waitAny().await(moment.set(), moment.deadline()));
        }
    },
    /** {@code WaitAny.awaitAsync}, and the end of its future. */
    AWAIT_ASYNC {
        @Override
        void make(Moment moment) throws Exception {
            moment.begins();
            CompletableFuture<WaitResult> future =
                    moment.waitAny().awaitAsync(moment.set(), moment.deadline());
            moment.pending(future);
            try {
                moment.ended(future.join());
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof Exception cause ? cause : failure;
            }
        }
    },
    /** {@code ArmedSet.await}, on a set that is armed for the one call. */
    ARMED_AWAIT {
        @Override
        void make(Moment moment) throws InterruptedException {
            try (ArmedSet armed = moment.waitAny().arm(moment.set())) {
                moment.armed(armed);
                moment.begins();
                moment.ended(armed.await(moment.deadline()));
            }
        }
    },
    /** {@code FutexRing.await}, with one operation for each word. */
    RING_AWAIT {
        @Override
        void make(Moment moment) throws InterruptedException {
            Operation shared = Operation.wait(moment.set().word(Moment.SHARED), 0);
            try (FutexRing ring = FutexRing.open()) {
                ring.queue(shared);
                ring.queue(Operation.wait(moment.set().word(Moment.OWN), 0));
                moment.begins();
                ring.await(moment.deadline());
            } finally { // after the close, which cancels what is pending and says how it ended
                if (shared.state() == Operation.State.DONE
                        && shared.kind() == Completion.Kind.WOKEN) {
                    moment.took();
                }
            }
        }
    };

    /** Returns what can happen to the call. */
    public Set<Disturbance> disturbances() {
        return switch (this) {
            case AWAIT ->
                    EnumSet.of(
                            Disturbance.DEADLINE,
                            Disturbance.INTERRUPT,
                            Disturbance.CLOSE_WAIT_ANY,
                            Disturbance.CLOSE_ARENA);
            case AWAIT_ASYNC ->
                    EnumSet.of(
                            Disturbance.DEADLINE,
                            Disturbance.CANCEL,
                            Disturbance.CLOSE_WAIT_ANY,
                            Disturbance.CLOSE_ARENA);
            case ARMED_AWAIT -> EnumSet.complementOf(EnumSet.of(Disturbance.CANCEL));
            case RING_AWAIT ->
                    EnumSet.of(
                            Disturbance.DEADLINE, Disturbance.INTERRUPT, Disturbance.CLOSE_ARENA);
        };
    }

    /** Makes the call on the current thread, and tells the moment how it ended. */
    abstract void make(Moment moment) throws Exception;
}
