/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.clock;

import dev.waitany.Deadline;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rings the alarms of one clock. Thread-safe.
 *
 * <p>The thread sleeps on a futex word with the first alarm's time as an absolute deadline on the
 * alarms' clock. So the kernel follows a wall clock that is set. A schedule that changes what comes
 * first adds to the word and wakes it; the kernel compares the word before it lets the thread
 * sleep. Source: man 2 futex (FUTEX_WAIT_BITSET, FUTEX_CLOCK_REALTIME).
 */
final class AlarmThread {
    private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();
    private static final long IDLE = 5_000_000_000L; // ns without alarms, then the thread ends

    private final String name;
    private final Clock clock;
    private final CallState call = CallState.allocate();
    private final MemorySegment word = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

    /** Guards what follows. Never held while an alarm rings. */
    private final ReentrantLock lock = new ReentrantLock();

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Alarm::compare);
    private boolean running;
    private boolean closed;

    AlarmThread(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    void schedule(Alarm alarm, Deadline time) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            boolean _ = alarms.remove(alarm);
            alarm.time(time);
            alarms.add(alarm);
            if (!running) {
                startFor(alarm);
            } else if (alarm.equals(alarms.peek())) {
                poke();
            }
        } finally {
            lock.unlock();
        }
    }

    void cancel(Alarm alarm) {
        lock.lock();
        try {
            boolean _ = alarms.remove(alarm);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            alarms.clear();
            poke();
        } finally {
            lock.unlock();
        }
    }

    /** If the system refuses a thread, the alarm stays out and the caller is told. */
    private void startFor(Alarm alarm) {
        try {
            start();
        } catch (Throwable refused) {
            boolean _ = alarms.remove(alarm);
            throw refused;
        }
    }

    private void start() {
        Thread.ofPlatform().daemon().name(name).start(this::run);
        running = true;
    }

    private void poke() {
        int _ = (int) WORD.getAndAdd(word, 0L, 1);
        int _ = Futex.wake(word, 1, Futex.ANY_BIT, false);
    }

    private void run() {
        try {
            Timespec timespec = new Timespec(Arena.ofAuto());
            while (sleep(timespec)) {
                Alarm due;
                while ((due = nextDue()) != null) {
                    ring(due);
                }
            }
        } catch (Throwable failure) { // no memory; or the handler of an alarm's failure failed
            replace();
            throw failure;
        }
    }

    /** The thread ends by an error. Lets another one ring the alarms that are left. */
    private void replace() {
        lock.lock();
        try {
            running = false; // so the next schedule tries again, if the system refuses a thread
            if (!alarms.isEmpty() && !closed) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Other alarms need the thread, so it reports what an alarm throws and goes on. */
    private static void ring(Alarm due) {
        try {
            due.ring();
        } catch (Throwable thrown) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    /** Takes the first alarm whose time has come. */
    private @Nullable Alarm nextDue() {
        lock.lock();
        try {
            Alarm first = alarms.peek();
            if (first == null || !first.time().hasPassed()) {
                return null;
            }
            return alarms.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps until the first alarm, or a change. Returns false if the thread is to end. */
    private boolean sleep(Timespec timespec) {
        int seen;
        Timespec until;
        lock.lock();
        try {
            Alarm first = alarms.peek();
            seen = (int) WORD.getVolatile(word, 0L);
            until =
                    first == null
                            ? timespec.setAfter(clock, IDLE)
                            : deadline(timespec, first.time());
            if (closed) {
                running = false;
                return false;
            }
        } finally {
            lock.unlock();
        }
        int _ = Futex.await(call, word, seen, Futex.ANY_BIT, false, until, clock);
        return !endIfIdle(seen);
    }

    private Timespec deadline(Timespec timespec, Deadline time) {
        return clock == Clock.REALTIME
                ? timespec.set(time.nanos())
                : timespec.setAfter(clock, time.remaining());
    }

    /** Ends the thread if nothing was scheduled while it slept, and nothing is. */
    private boolean endIfIdle(int seen) {
        lock.lock();
        try {
            if (alarms.isEmpty() && (int) WORD.getVolatile(word, 0L) == seen) {
                running = false;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }
}
