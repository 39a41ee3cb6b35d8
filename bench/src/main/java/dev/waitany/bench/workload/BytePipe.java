/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A pipe that carries single bytes from the driver to one waiter, whose selector selects it. */
final class BytePipe implements AutoCloseable {
    private final int waiter;
    private final Pipe pipe;
    private final ByteBuffer written = ByteBuffer.allocateDirect(1);
    private final ByteBuffer read = ByteBuffer.allocateDirect(1);

    BytePipe(Selector selector, int waiter) throws IOException {
        this.waiter = waiter;
        this.pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.source().register(selector, SelectionKey.OP_READ, this);
    }

    static BytePipe of(SelectionKey key) {
        return (BytePipe) key.attachment();
    }

    int waiter() {
        return waiter;
    }

    /** Writes a byte. Called by the driver. */
    void write() {
        try {
            pipe.sink().write(written.clear());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a byte and returns whether there was one. Called by the waiter. */
    boolean read() {
        try {
            return pipe.source().read(read.clear()) == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }
}
