/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a system call of a ring can fail.
 *
 * @param errno what the call returns, without being made; 0 if it throws
 * @param thrown what it throws
 * @param after whether it throws after the kernel has done the call, rather than before
 */
public record Fault(int errno, @Nullable Supplier<Throwable> thrown, boolean after) {
    /** How often a persistent fault fails, so that every repetition meets it. */
    public static final int PERSISTENT = 25;

    private static final int EBADR = 53;

    private static final int[] ERRNOS = {
        Errno.EAGAIN,
        Errno.EBUSY,
        Errno.EINTR,
        Errno.ENOMEM,
        EBADR,
        Errno.EPERM,
        Errno.EINVAL,
        Errno.EFAULT
    };

    private static final List<Supplier<Throwable>> THROWN =
            List.of(
                    () -> new OutOfMemoryError("injected"),
                    () -> new StackOverflowError("injected"),
                    () -> new IllegalStateException("injected"),
                    () -> new InternalError("injected"));

    /** Returns every way. */
    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (int errno : ERRNOS) {
            all.add(new Fault(errno, null, false));
        }
        for (Supplier<Throwable> thrown : THROWN) {
            all.add(new Fault(0, thrown, false));
            all.add(new Fault(0, thrown, true));
        }
        return all;
    }

    /** Returns ways in which a ring can fail again and again. */
    public static List<Fault> thatPersist() {
        return List.of(
                new Fault(EBADR, null, false),
                new Fault(0, () -> new IllegalStateException("injected"), false),
                new Fault(0, () -> new StackOverflowError("injected"), false),
                new Fault(0, () -> new InternalError("injected"), true));
    }

    /** Throws, if this fault does so at this point. */
    void throwIf(boolean isAfter) {
        Supplier<Throwable> maker = thrown;
        if (maker != null && after == isAfter) {
            Throwable made = maker.get();
            if (made instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) made;
        }
    }

    @Override
    public String toString() {
        Supplier<Throwable> maker = thrown;
        return maker == null
                ? Errno.name(errno)
                : maker.get().getClass().getSimpleName() + (after ? " after" : " before");
    }
}
