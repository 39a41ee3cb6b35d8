/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.SignalHandlers.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The signal whose only effect is that a blocked system call returns EINTR.
 *
 * <p>A blocked call returns EINTR if a signal has a handler without SA_RESTART. {@link
 * SignalHandlers} has such a handler, which does nothing.
 *
 * <p><b>Signals belong to the process.</b> The signal is chosen as follows, so that all copies of
 * WaitAny in a process share one, and none takes a signal from other code:
 *
 * <ol>
 *   <li>the signal that {@value #PROPERTY} names;
 *   <li>else a signal that has WaitAny's handler already;
 *   <li>else SIGURG, SIGSTKFLT or the highest real-time signal that has no handler. Signals that
 *       the calling thread blocks come last: other code may wait for them with sigwait(3).
 * </ol>
 *
 * <p>SIGURG comes first for two reasons. A standard signal is never refused: a real-time signal is,
 * with EAGAIN, if the user has too many pending (RLIMIT_SIGPENDING). And a signal that is ignored
 * by default does no harm if other code resets the handler. Programs hardly use it, and Go's
 * runtime chose it for the same purpose.
 *
 * <p>The handler is looked at before each signal. What happens depends on what is found:
 *
 * <table>
 * <caption>States of the chosen signal</caption>
 * <tr><th>handler</th><th>entered by</th><th>{@link #send}</th></tr>
 * <tr><td>WaitAny's</td><td>{@link #prepare()}, in this copy or another</td><td>sends</td></tr>
 * <tr><td>none</td><td>code that resets the handler</td><td>installs the handler again</td></tr>
 * <tr><td>another</td><td>code that installs its own</td><td>leaves it alone and chooses another
 *     signal</td></tr>
 * </table>
 *
 * <p>If other code changes the handler between the look and the signal, that handler runs, or the
 * default action of a real-time signal ends the process. Nothing can prevent that.
 *
 * <p>Thread-safe. The choice is made under a lock that is held for a few system calls.
 *
 * <p>Source: man 7 signal, man 2 tgkill; kernel/signal.c, __send_signal_locked: only a real-time
 * signal fails with EAGAIN. Go proposal 24543 ("non-cooperative goroutine preemption") on SIGURG.
 */
final class AlertSignal {
    /** The system property that names the signal. */
    static final String PROPERTY = "dev.waitany.alertSignal";

    private static final int SIGSTKFLT = 16;
    private static final int SIGURG = 23;

    /** The lowest signal that glibc leaves to programs; it uses 32 and 33. */
    private static final int LOWEST = 34;

    private static final int HIGHEST = 64;

    /** The JDK interrupts blocked file and socket calls with it (NativeThread.c). */
    private static final int USED_BY_JDK = 62;

    private static final int NONE = 0;

    /** The signal of this process. */
    static final AlertSignal HERE = new AlertSignal();

    private final long pid = ProcessHandle.current().pid();
    private final SignalHandlers handlers = new SignalHandlers(); // guarded by this
    private int chosen = NONE; // guarded by this

    private AlertSignal() {}

    /**
     * Chooses the signal, unless it is chosen, and makes sure that it has WaitAny's handler.
     *
     * @return its number
     * @throws IllegalArgumentException if {@value #PROPERTY} names no signal that can be used
     * @throws IllegalStateException if the signal of the property, or every signal, has a handler
     *     of other code
     */
    synchronized int prepare() {
        if (chosen == NONE) {
            int wanted = wanted(System.getProperty(PROPERTY));
            if (wanted == NONE) {
                chosen = install(anyFree(handlers.blocked(), false));
            } else if (handlers.owner(wanted) == Owner.OTHERS) {
                throw new IllegalStateException(
                        "-D%s=%d: the signal has a handler of other code; name another, or none"
                                .formatted(PROPERTY, wanted));
            } else {
                chosen = install(wanted);
            }
        } else {
            switch (handlers.owner(chosen)) {
                case WAITANY -> {} // the usual case, with one system call
                case NOBODY -> handlers.install(chosen);
                case OTHERS -> chosen = install(anyFree(handlers.blocked(), false));
            }
        }
        return chosen;
    }

    /**
     * Sends the signal to a thread of this process. A system call that blocks the thread returns
     * EINTR. If the thread is not in a system call, the signal has no effect. If the user's signal
     * queue is full, another signal is sent that needs no place in it, if one is free.
     *
     * @param blocked the signals that the thread blocks, as from {@link #unblock()}
     * @return 0, -ESRCH if there is no such thread, or -EAGAIN if the queue is full
     * @throws IllegalStateException if no signal is free that the thread does not block
     */
    int send(int tid, long blocked) {
        int result = tgkill(tid, prepareFor(blocked));
        if (result == -Errno.EAGAIN) {
            int standard = standard(blocked);
            return standard == NONE ? result : tgkill(tid, standard);
        }
        return result;
    }

    /**
     * Unblocks the signal in the calling thread. A thread that native code has attached to the JVM
     * may have it blocked, and so have all threads of a process that was started like that. If the
     * thread blocks every other signal that can be chosen, a second one is prepared and unblocked:
     * other code may take the first one while the thread is in a system call.
     *
     * @return the signals that the thread blocks afterwards
     */
    synchronized long unblock() {
        int signal = prepare();
        handlers.unblock(signal);
        int reserve = reserve(signal, handlers.blocked());
        if (reserve != NONE) {
            handlers.unblock(install(reserve));
        }
        return handlers.blocked();
    }

    /** Returns the chosen signal, or another one if a thread blocks it. */
    private synchronized int prepareFor(long blocked) {
        int signal = prepare();
        return SignalHandlers.isIn(blocked, signal) ? install(anyFree(blocked, true)) : signal;
    }

    /** Returns a free signal besides one, or 0 if there is none or if none need be unblocked. */
    private int reserve(int besides, long blocked) {
        int reserve = NONE;
        for (int i = 0; i < candidates(); i++) {
            int signal = candidate(i);
            if (signal != besides && handlers.owner(signal) != Owner.OTHERS) {
                if (!SignalHandlers.isIn(blocked, signal)) {
                    return NONE;
                }
                reserve = reserve == NONE ? signal : reserve;
            }
        }
        return reserve;
    }

    /**
     * Returns the signal that a value of the property names, or 0 for none.
     *
     * @throws IllegalArgumentException if the value is not a number of a signal that can be used
     */
    static int wanted(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        try {
            int number = Integer.parseInt(value);
            if (number == SIGSTKFLT
                    || number == SIGURG
                    || (number >= LOWEST && number <= HIGHEST)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // refused below
        }
        throw new IllegalArgumentException(
                "-D%s=%s: must be the number of a signal: %d (SIGSTKFLT), %d (SIGURG), or %d to %d (real-time signals)"
                        .formatted(PROPERTY, value, SIGSTKFLT, SIGURG, LOWEST, HIGHEST));
    }

    private int install(int signal) {
        if (handlers.owner(signal) == Owner.NOBODY) {
            handlers.install(signal);
        }
        return signal;
    }

    /**
     * Returns a free signal.
     *
     * @param blocked the signals that come last, or do not count
     * @param never whether they do not count
     */
    private int anyFree(long blocked, boolean never) {
        int free = NONE;
        for (Owner owner : new Owner[] {Owner.WAITANY, Owner.NOBODY}) {
            for (int i = 0; i < candidates(); i++) {
                int signal = candidate(i);
                boolean last = SignalHandlers.isIn(blocked, signal);
                if (handlers.owner(signal) == owner && !(last && never)) {
                    if ((owner == Owner.WAITANY && !never) || !last) {
                        return signal;
                    }
                    free = free == NONE ? signal : free;
                }
            }
        }
        if (free == NONE) {
            throw new IllegalStateException(
                    "every signal that could end a blocked wait has a handler of other code: %d, %d and %d to %d. Name one that has none with -D%s"
                            .formatted(SIGSTKFLT, SIGURG, LOWEST, HIGHEST, PROPERTY));
        }
        return free;
    }

    /** Returns a signal that needs no place in a queue, or 0 if other code has them. */
    private synchronized int standard(long blocked) {
        for (int signal : new int[] {SIGURG, SIGSTKFLT}) {
            if (handlers.owner(signal) != Owner.OTHERS && !SignalHandlers.isIn(blocked, signal)) {
                return install(signal);
            }
        }
        return NONE;
    }

    private static int candidates() {
        return 2 + HIGHEST - LOWEST; // one of the real-time signals is the JDK's
    }

    /** Returns the signals that can be chosen, the best first. */
    private static int candidate(int rank) {
        if (rank < 2) {
            return rank == 0 ? SIGURG : SIGSTKFLT;
        }
        int signal = HIGHEST - (rank - 2);
        return signal > USED_BY_JDK ? signal : signal - 1;
    }

    private int tgkill(int tid, int signal) {
        return (int)
                SystemCall.call(
                        CallState.ofThread(),
                        SystemCallNumbers.HERE.tgkill(),
                        pid,
                        tid,
                        signal,
                        0,
                        0,
                        0);
    }
}
