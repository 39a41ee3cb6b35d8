/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether a handle is closed; closed by one of the threads that try. */
final class HandleUse {
    private static final VarHandle CLOSED;

    static {
        try {
            CLOSED = MethodHandles.lookup().findVarHandle(HandleUse.class, "closed", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile boolean closed;

    boolean isClosed() {
        return closed;
    }

    /** Returns whether the caller closed it. */
    boolean close() {
        return CLOSED.compareAndSet(this, false, true);
    }
}
