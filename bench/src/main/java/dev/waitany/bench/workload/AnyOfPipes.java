/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits with one {@link Selector} per waiter and one pipe per source. */
final class AnyOfPipes implements AnyOf {
    /** Two per pipe, and two of the selector itself. */
    static final int FILES_PER_WAITER = 2 * WaiterGroup.SOURCES + 2;

    private final Selector[] selectors;
    private final BytePipe[][] pipes;

    AnyOfPipes(int waiters) throws IOException {
        selectors = new Selector[waiters];
        pipes = new BytePipe[waiters][WaiterGroup.SOURCES];
        for (int i = 0; i < waiters; i++) {
            selectors[i] = Selector.open();
            for (int j = 0; j < WaiterGroup.SOURCES; j++) {
                pipes[i][j] = new BytePipe(selectors[i], i);
            }
        }
    }

    @Override
    public void await(int waiter) throws IOException {
        selectors[waiter].select(AnyOfPipes::take);
    }

    @Override
    public void wake(int waiter, int source) {
        pipes[waiter][source].write();
    }

    @Override
    public void close() {
        try {
            for (int i = 0; i < selectors.length; i++) {
                selectors[i].close();
                for (BytePipe pipe : pipes[i]) {
                    pipe.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(SelectionKey key) {
        BytePipe.of(key).read();
    }
}
