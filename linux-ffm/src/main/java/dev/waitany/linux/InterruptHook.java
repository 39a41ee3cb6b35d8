/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;

/**
 * Has {@link Thread#interrupt()} run an action on the interrupting thread, while the interrupted
 * one is between {@link #begin0()} and {@link #end0()}.
 *
 * <p>The platform offers this to selectors: {@link AbstractSelector#begin()} registers {@link
 * #wakeup()} with the calling thread, and {@code interrupt} calls it after it has set the status.
 * So this is a selector that selects nothing. Reusable, and it makes no garbage.
 */
public final class InterruptHook extends AbstractSelector {
    private final Runnable action;

    /**
     * @param action runs on any thread that interrupts; also on the waiting thread itself, in
     *     {@code begin0}, when it is interrupted already; once in a while after {@code end0}
     */
    @SuppressWarnings("NullAway") // a selector without a provider: nothing ever registers with it
    public InterruptHook(Runnable action) {
        super(null);
        this.action = action;
    }

    /** The calling thread is about to block. */
    public void begin0() {
        begin();
    }

    /** The calling thread blocks no more. */
    public void end0() {
        end();
    }

    @Override
    public Selector wakeup() {
        action.run();
        return this;
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        throw new UnsupportedOperationException("selects nothing");
    }

    @Override
    public Set<SelectionKey> keys() {
        return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return Set.of();
    }

    @Override
    public int selectNow() throws IOException {
        throw new UnsupportedOperationException("selects nothing");
    }

    @Override
    public int select(long timeout) throws IOException {
        throw new UnsupportedOperationException("selects nothing");
    }

    @Override
    public int select() throws IOException {
        throw new UnsupportedOperationException("selects nothing");
    }
}
