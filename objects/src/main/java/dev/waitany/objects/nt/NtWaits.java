/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.nt;

import dev.waitany.Deadline;
import dev.waitany.objects.NotOwnerException;
import dev.waitany.objects.ObjectClosedException;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectLimitException;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.UnsignallableException;
import dev.waitany.objects.WaitList;
import dev.waitany.objects.WaitListException;
import dev.waitany.objects.WaitableObject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * Waits on a domain's objects that answer {@link NtStatus}. Thread-safe.
 *
 * <p>A timeout has NT's form, in units of 100 ns. A negative one is relative, on the monotonic
 * clock; 0 does not block; a positive one is an absolute time of the wall clock, counted from 1601;
 * {@link #FOREVER} is no deadline. At most {@value #MOST_OBJECTS} objects a wait.
 */
public final class NtWaits {
    /** The timeout that never comes. */
    public static final long FOREVER = Long.MIN_VALUE;

    /** MAXIMUM_WAIT_OBJECTS. */
    public static final int MOST_OBJECTS = 64;

    private static final long NANOS = 100;
    private static final long UNITS_PER_SECOND = 10_000_000L;
    private static final long EPOCH_SECONDS = 11_644_473_600L; // from 1601 to 1970

    private final ObjectDomain domain;

    /** Makes the facade of a domain. */
    public NtWaits(ObjectDomain domain) {
        this.domain = domain;
    }

    /**
     * Waits as NtWaitForMultipleObjects does.
     *
     * @param all whether to wait for all of the objects rather than any
     * @param alertable whether callbacks end the wait
     * @throws InterruptedException as {@link ObjectDomain#waitAny}; NT has no interrupts
     */
    public int waitForMultipleObjects(WaitList list, boolean all, boolean alertable, long timeout)
            throws InterruptedException {
        if (list.size() > MOST_OBJECTS) {
            return NtStatus.INVALID_PARAMETER;
        }
        Deadline deadline = deadline(timeout);
        return status(
                () -> {
                    if (all) {
                        return alertable
                                ? domain.waitAllAlertable(list, deadline)
                                : domain.waitAll(list, deadline);
                    }
                    return alertable
                            ? domain.waitAnyAlertable(list, deadline)
                            : domain.waitAny(list, deadline);
                });
    }

    /** Signals and waits as NtSignalAndWaitForSingleObject does. */
    public int signalAndWait(
            WaitableObject signalled, WaitableObject awaited, boolean alertable, long timeout)
            throws InterruptedException {
        Deadline deadline = deadline(timeout);
        return status(
                () ->
                        alertable
                                ? domain.signalAndWaitAlertable(signalled, awaited, deadline)
                                : domain.signalAndWait(signalled, awaited, deadline));
    }

    /** Sleeps as NtDelayExecution does, alertably. Answers 0 if the time has passed. */
    public int delayExecution(long timeout) throws InterruptedException {
        ObjectWaitResult result = domain.sleepAlertable(deadline(timeout));
        return result.kind() == ObjectWaitResult.Kind.ALERTED ? NtStatus.USER_APC : NtStatus.WAIT_0;
    }

    /**
     * Runs a signal, and answers 0 or the status of its refusal.
     *
     * @param signal {@code semaphore::release} for example; what it answers is dropped
     */
    public int signal(IntSupplier signal) {
        try {
            int _ = signal.getAsInt();
            return NtStatus.WAIT_0;
        } catch (RuntimeException refused) {
            return refusal(refused, NtStatus.SEMAPHORE_LIMIT_EXCEEDED);
        }
    }

    private interface Wait {
        ObjectWaitResult await() throws InterruptedException;
    }

    private static int status(Wait wait) throws InterruptedException {
        ObjectWaitResult result;
        try {
            result = wait.await();
        } catch (RuntimeException refused) {
            return refusal(refused, NtStatus.MUTANT_LIMIT_EXCEEDED);
        }
        return switch (result.kind()) {
            case OBJECT -> NtStatus.WAIT_0 + result.index();
            case ABANDONED -> NtStatus.ABANDONED_WAIT_0 + result.index();
            case TIMED_OUT -> NtStatus.TIMEOUT;
            case ALERTED -> NtStatus.USER_APC;
        };
    }

    private static int refusal(RuntimeException refused, int limit) {
        return switch (refused) {
            case ObjectClosedException _ -> NtStatus.INVALID_HANDLE;
            case ObjectLimitException _ -> limit;
            case NotOwnerException _ -> NtStatus.MUTANT_NOT_OWNED;
            case UnsignallableException _ -> NtStatus.OBJECT_TYPE_MISMATCH;
            case WaitListException _ -> NtStatus.INVALID_PARAMETER;
            case IllegalArgumentException _ -> NtStatus.INVALID_PARAMETER;
            default -> throw refused;
        };
    }

    private static Deadline deadline(long timeout) {
        if (timeout == FOREVER) {
            return Deadline.never();
        }
        if (timeout == 0) {
            return Deadline.now();
        }
        if (timeout > 0) {
            return Deadline.atTime(
                    Instant.ofEpochSecond(
                            timeout / UNITS_PER_SECOND - EPOCH_SECONDS,
                            timeout % UNITS_PER_SECOND * NANOS));
        }
        return timeout < Long.MIN_VALUE / NANOS
                ? Deadline.never()
                : Deadline.after(Duration.ofNanos(-timeout * NANOS));
    }
}
