/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;

/**
 * Runs an action when another thread interrupts the owner between {@link #begin0()} and {@link
 * #end0()}.
 *
 * <p>The JDK offers this to selectors, so the hook is a selector without channels. Reusable by the
 * thread that owns it, and makes no garbage.
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>entered by</th><th>effect of {@link Thread#interrupt()}</th></tr>
 * <tr><td>off</td><td>{@code end0}</td><td>sets the interrupt status only</td></tr>
 * <tr><td>registered</td><td>{@code begin0}</td><td>sets the status, then runs the action on the
 *     interrupting thread</td></tr>
 * </table>
 *
 * <p><b>No interrupt is missed.</b> {@code begin0} registers the hook and then reads the interrupt
 * status; {@code interrupt} sets the status and then reads the registration. The status is volatile
 * and the registration is guarded by the thread's interrupt lock. So at least one of the two
 * threads sees what the other wrote. If both do, the action runs twice.
 *
 * <p><b>The action may run late.</b> {@code interrupt} runs it after it has released the interrupt
 * lock, so {@code end0} may have returned already. The action must tolerate this; an alert does,
 * since it ends a wait only together with a reason. A thread that interrupts itself runs no action.
 *
 * <p>Source: {@link AbstractSelector#begin()}, {@code java.lang.Thread.interrupt} in JDK 25.
 */
public final class InterruptHook extends AbstractSelector {
    private final Runnable action;

    /**
     * Creates a hook that is off.
     *
     * @param action runs on the interrupting thread, or in {@code begin0} on the owner if the owner
     *     is interrupted already; must not block
     */
    @SuppressWarnings("NullAway") // the provider is null: no channel ever registers
    public InterruptHook(Runnable action) {
        super(null);
        this.action = action;
    }

    /** Registers the hook with the calling thread, which is about to block. */
    public void begin0() {
        begin();
    }

    /** Removes the hook from the calling thread. */
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
        throw new UnsupportedOperationException("has no channels");
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
        throw new UnsupportedOperationException("has no channels");
    }

    @Override
    public int select(long timeout) throws IOException {
        throw new UnsupportedOperationException("has no channels");
    }

    @Override
    public int select() throws IOException {
        throw new UnsupportedOperationException("has no channels");
    }
}
