/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import dev.waitany.WaitAnyClosedException;
import java.util.concurrent.CancellationException;

/** What happens to a blocking call at a random moment. */
public enum Disturbance {
    /** The call's own deadline passes. */
    DEADLINE {
        @Override
        void happenTo(Moment moment) {}

        @Override
        boolean mayEndWith(Throwable failure) {
            return false;
        }
    },
    /** The calling thread is interrupted. */
    INTERRUPT {
        @Override
        void happenTo(Moment moment) {
            moment.thread().interrupt();
        }

        @Override
        boolean mayEndWith(Throwable failure) {
            return failure instanceof InterruptedException;
        }
    },
    /** The future is cancelled. */
    CANCEL {
        @Override
        void happenTo(Moment moment) {
            moment.cancelFuture();
        }

        @Override
        boolean mayEndWith(Throwable failure) {
            return failure instanceof CancellationException;
        }
    },
    /** The {@code WaitAny} is closed. */
    CLOSE_WAIT_ANY {
        @Override
        void happenTo(Moment moment) {
            moment.waitAny().close();
        }

        @Override
        boolean mayEndWith(Throwable failure) {
            return failure instanceof WaitAnyClosedException;
        }
    },
    /** The armed set is closed, by another thread than its owner. */
    CLOSE_SET {
        @Override
        void happenTo(Moment moment) {
            moment.closeSet();
        }

        @Override
        boolean mayEndWith(Throwable failure) {
            return failure instanceof IllegalStateException; // the call came after the close
        }
    },
    /** The arena of one of the words is closed, or refuses to be. */
    CLOSE_ARENA {
        @Override
        void happenTo(Moment moment) {
            moment.closeArena();
        }

        @Override
        boolean mayEndWith(Throwable failure) {
            return failure instanceof IllegalStateException;
        }
    };

    /** Does it, on the driver's thread. */
    abstract void happenTo(Moment moment);

    /** Returns whether the call may throw this because of it. */
    abstract boolean mayEndWith(Throwable failure);
}
