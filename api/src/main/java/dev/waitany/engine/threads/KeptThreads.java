/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run one task at a time, and are kept for a while afterwards. There is no queue: a
 * task gets an idle thread or a new one, so tasks never wait for each other.
 *
 * <p>Idle threads are a list whose links are the {@link Worker}s. The caller takes one off and
 * gives it the task under the monitor, so exactly one of the two happens: the worker gets the task,
 * or it has left the list and ends. Neither needs memory. The JDK's pools do: in a full heap, a
 * thread may die inside their queue, and the next task is passed to it in vain.
 */
public final class KeptThreads {
    private final ThreadFactory factory;
    private final long keptNanos;

    // Guarded by this.
    private @Nullable Worker idle; // the one that became idle last
    private int alive;
    private boolean closed;

    /**
     * Starts no thread.
     *
     * @param keptNanos how long a thread without a task is kept, in ns
     */
    public KeptThreads(ThreadFactory factory, long keptNanos) {
        this.factory = factory;
        this.keptNanos = keptNanos;
    }

    /**
     * Runs a task on another thread. What it throws is ignored.
     *
     * @throws RejectedExecutionException if this is closed
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public void run(Runnable task) {
        Worker worker;
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            worker = idle;
            if (worker == null) {
                alive++; // until the new thread ends, or is refused
            } else {
                idle = worker.next;
                worker.next = null;
                worker.task = task;
            }
        }
        if (worker == null) {
            start(task);
        } else {
            LockSupport.unpark(worker.thread);
        }
    }

    private void start(Runnable task) {
        boolean started = false;
        try {
            Worker worker = new Worker(task);
            Thread thread = factory.newThread(worker);
            worker.thread = thread;
            thread.start();
            started = true;
        } finally {
            if (!started) {
                ended();
            }
        }
    }

    private synchronized void ended() {
        alive--;
    }

    /** Returns the number of threads that have not ended. */
    public synchronized int alive() {
        return alive;
    }

    /** Takes no further task, and lets every thread end after its task. Does not wait for them. */
    public synchronized void close() {
        closed = true;
        for (Worker each = idle; each != null; each = each.next) {
            LockSupport.unpark(each.thread);
        }
    }

    /** Makes a worker idle, unless this is closed: then it ends. */
    private synchronized boolean isToStay(Worker worker) {
        worker.task = null;
        if (closed) {
            return false;
        }
        worker.next = idle;
        idle = worker;
        return true;
    }

    /** Takes an idle worker off the list. Returns false if it has got a task meanwhile. */
    private synchronized boolean hasLeft(Worker worker) {
        if (worker.task != null) {
            return false;
        }
        if (idle == worker) {
            idle = worker.next;
        }
        for (Worker each = idle; each != null; each = each.next) {
            if (each.next == worker) {
                each.next = worker.next;
            }
        }
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** One thread. */
    private final class Worker implements Runnable {
        private @Nullable Thread thread; // written before it starts
        private volatile @Nullable Runnable task; // written under the monitor
        private @Nullable Worker next; // guarded by the monitor

        Worker(Runnable first) {
            this.task = first;
        }

        @Override
        public void run() {
            try {
                do {
                    perform(task);
                } while (isToStay(this) && hasNext());
            } finally {
                ended();
            }
        }

        private void perform(@Nullable Runnable given) {
            try {
                if (given != null) {
                    Thread.interrupted(); // an interrupt during the last task is not for this one
                    given.run();
                }
            } catch (Throwable ignored) { // a task tells its user how it ended
            }
        }

        /** Blocks until there is a task. Returns false if the thread is to end. */
        private boolean hasNext() {
            long since = System.nanoTime();
            while (task == null) {
                long left = isClosed() ? 0 : keptNanos - (System.nanoTime() - since);
                if (left <= 0) {
                    if (hasLeft(this)) {
                        return false;
                    }
                } else {
                    park(left);
                }
            }
            return true;
        }

        private void park(long nanos) {
            try {
                Thread.interrupted(); // while it is set, parking returns at once
                LockSupport.parkNanos(KeptThreads.this, nanos);
            } catch (Throwable again) { // no memory: the next look decides
            }
        }
    }
}
