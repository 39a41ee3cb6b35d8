/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits with one {@link Selector} in one thread, over the pipes of all waits. */
final class AsyncPipes implements WaiterGroup {
    static final int FILES_PER_WAITER = 2 * SOURCES;

    private final Replies replies;
    private final Selector selector = Selector.open();
    private final BytePipe[][] pipes;
    private final Thread loop = Thread.ofPlatform().daemon().name("selector").unstarted(this::run);
    private volatile boolean closing;

    AsyncPipes(int waiters, Replies replies) throws IOException {
        this.replies = replies;
        this.pipes = new BytePipe[waiters][SOURCES];
        for (int i = 0; i < waiters; i++) {
            for (int j = 0; j < SOURCES; j++) {
                pipes[i][j] = new BytePipe(selector, i);
            }
        }
    }

    @Override
    public void begin() {
        loop.start();
    }

    @Override
    public void wake(int waiter, int source) {
        pipes[waiter][source].write();
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            loop.join();
            selector.close();
            for (BytePipe[] ofWaiter : pipes) {
                for (BytePipe pipe : ofWaiter) {
                    pipe.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::take);
            }
        } catch (Throwable failure) {
            replies.fail(failure);
        }
    }

    private void take(SelectionKey key) {
        BytePipe pipe = BytePipe.of(key);
        if (pipe.read()) {
            replies.add(pipe.waiter());
        }
    }
}
