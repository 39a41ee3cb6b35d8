/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.Errno;
import dev.waitany.linux.NativeAccess;
import dev.waitany.spi.StrategyThreads;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Watches file descriptors with one epoll and one thread, and gives each a word that can be waited
 * for together with other words.
 *
 * <p>A program needs one watcher, for any number of descriptors and of {@link dev.waitany.WaitAny}
 * objects. Its thread is a daemon that inherits nothing. It starts with the first descriptor, and
 * ends about 5 s after the last {@link DescriptorWord} was closed.
 *
 * <p>Thread-safe.
 *
 * <p>Source: man 7 epoll.
 */
public final class DescriptorWatcher implements AutoCloseable {
    private final Epoll epoll;
    private final WatchedWords words = new WatchedWords(); // guarded by this
    private final ReentrantLock closing = new ReentrantLock();
    private @Nullable Thread thread; // that runs a loop; guarded by this
    private int armings; // number of the first arming of the next word; guarded by this
    private boolean closed; // guarded by this

    DescriptorWatcher(EpollCalls calls) {
        this.epoll = new Epoll(calls);
    }

    /**
     * Opens a watcher. Makes each system call once that it will need, so that a refusal is known
     * before anything is watched. Starts no thread.
     *
     * @throws IllegalStateException if the kernel or a sandbox refuses; the message names the call,
     *     its errno and the remedy
     * @throws IllegalCallerException if the JVM denies native access
     */
    public static DescriptorWatcher open() {
        NativeAccess.require();
        return new DescriptorWatcher(EpollCalls.KERNEL);
    }

    /**
     * Makes a word for a descriptor. It is not armed yet, and holds {@link
     * DescriptorWord#NOT_READY}.
     *
     * @param descriptor an open descriptor of a kind that can be polled: a socket, a pipe, a
     *     terminal, an input device, an eventfd, timerfd or pidfd, for example. It stays the
     *     caller's: the watcher does not read, change or close it
     * @param events what to watch for, bits of {@link PollEvents}
     * @throws IllegalArgumentException if the descriptor is not open, is a regular file or folder,
     *     or is watched already by this watcher; or for bits that are not events, or none
     * @throws IllegalStateException if this is closed, or the kernel refuses
     */
    public synchronized DescriptorWord watch(int descriptor, int events) {
        if (events == 0 || events >>> Short.SIZE != 0) { // epoll has options in the upper half
            throw new IllegalArgumentException(
                    "descriptor "
                            + descriptor
                            + ": 0x"
                            + Integer.toHexString(events)
                            + " is no events, or not only events");
        }
        if (closed) {
            throw new IllegalStateException("this watcher is closed");
        }
        int slot = words.freeSlot();
        armings += 1 << 20; // an event for the slot's word before has another number, and is stale
        DescriptorWord word =
                new DescriptorWord(epoll, descriptor, events, slot, armings, this::forget);
        runThread();
        DescriptorWord old = words.of(descriptor);
        int result = old == null ? word.add() : word.addAfter(old);
        if (result < 0) {
            throw refused(word, result);
        }
        words.add(word);
        return word;
    }

    /**
     * Closes all words, which ends the waits for them, and frees everything. Returns when that is
     * done. Any thread may call this, and more than once.
     */
    @Override
    public void close() {
        closing.lock();
        try {
            Thread running;
            List<DescriptorWord> watched;
            synchronized (this) {
                if (closed) {
                    return;
                }
                watched = words.all(); // first: it needs memory
                closed = true;
                running = thread;
            }
            try {
                endAll(watched.iterator());
            } finally {
                epoll.ring(); // if this fails, the loop ends with its next tick
                join(running);
                epoll.close();
            }
        } finally {
            closing.unlock();
        }
    }

    /** Returns the word in a slot, null if there is none. */
    synchronized @Nullable DescriptorWord at(int slot) {
        return words.at(slot);
    }

    synchronized int slots() {
        return words.slots();
    }

    /** Returns the thread that runs a loop, null if none does. */
    synchronized @Nullable Thread thread() {
        return thread;
    }

    synchronized boolean isUnused() {
        return words.isEmpty();
    }

    /**
     * Returns whether the calling loop may end: this is closed, or nothing is watched. The next
     * descriptor then starts another loop.
     *
     * @param lasting whether nothing has been watched for long enough
     */
    synchronized boolean mayEnd(boolean lasting) {
        boolean over = closed || (lasting && words.isEmpty());
        if (over) {
            thread = null;
        }
        return over;
    }

    /**
     * Ends every word, as nothing watches any more. The next descriptor starts another loop. To be
     * repeated if it throws.
     */
    void fail(String reason) {
        do { // again if a descriptor came meanwhile
            for (int slot = 0; slot < slots(); slot++) {
                DescriptorWord word = at(slot);
                if (word != null) {
                    end(word, reason);
                }
            }
        } while (!mayEnd(true));
    }

    /** Ends words; also the rest of them, if one cannot be ended. */
    private void endAll(Iterator<DescriptorWord> rest) {
        while (rest.hasNext()) {
            try {
                end(rest.next(), "its watcher is closed");
            } catch (Throwable failure) {
                endAll(rest);
                throw failure;
            }
        }
    }

    private void end(DescriptorWord word, String reason) {
        word.end(reason);
        forget(word);
    }

    private synchronized void forget(DescriptorWord word) {
        words.remove(word);
    }

    private void runThread() {
        if (thread == null) {
            Thread started =
                    StrategyThreads.named("waitany-descriptors")
                            .unstarted(new WatchLoop(this, epoll));
            try {
                started.start();
            } catch (OutOfMemoryError refused) {
                throw new IllegalStateException(
                        "the system refuses the thread that watches descriptors: raise the number of"
                                + " processes (ulimit -u) or pids.max of the cgroup",
                        refused);
            }
            thread = started;
        }
    }

    private static void join(@Nullable Thread running) {
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException refused(DescriptorWord word, int result) {
        String problem = word + ": epoll_ctl(2): " + Errno.name(result);
        if (result == -Errno.EBADF) {
            return new IllegalArgumentException(problem + ": it is not open");
        }
        if (result == -Errno.EPERM) {
            return new IllegalArgumentException(
                    problem
                            + ": regular files and folders cannot be watched, they are always ready");
        }
        if (result == -Errno.EEXIST) {
            return new IllegalArgumentException(
                    problem + ": this watcher has it already; watch it once, for all events");
        }
        return new IllegalStateException(problem);
    }

    @Override
    public synchronized String toString() {
        return "DescriptorWatcher" + (closed ? " (closed)" : "");
    }
}
