/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.linux.ThreadAlert;

/**
 * Ends, from any thread, the system call in which one platform thread is blocked. A ready-made
 * implementation of {@link Waiter#alert()}.
 *
 * <p>The owner brackets each blocking call:
 *
 * {@snippet :
 * if (!alert.enter()) {
 *     return Outcome.ALERTED; // it came before the call
 * }
 * int result;
 * try {
 *     result = blockingCall(); // fails with EINTR when an alert comes meanwhile
 * } finally {
 *     alert.leave();
 * }
 * }
 *
 * <p>The states, and what an alert does in each:
 *
 * <table>
 *   <caption>An alert by the owner's state</caption>
 *   <tr><th>state</th><th>left by</th><th>what {@link #alert()} does</th></tr>
 *   <tr><td>outside a call</td><td>{@code enter}</td><td>is kept: the next {@code enter} returns
 *       false and consumes it</td></tr>
 *   <tr><td>inside a call</td><td>{@code leave}</td><td>has signals sent to the owner until it has
 *       left; {@code leave} consumes the alert</td></tr>
 *   <tr><td>owner has ended</td><td>never</td><td>nothing: a thread that is outside a call is sent
 *       no signal</td></tr>
 * </table>
 *
 * <p>Several alerts before one {@code enter} or {@code leave} count as one. An alert that races
 * with the end of a call may be consumed by that call's {@code leave}; the call then ends by what
 * it was about to return. This is what {@link Waiter} permits.
 *
 * <p>The means is a signal that is directed at the owner and whose handler does nothing, installed
 * without {@code SA_RESTART}. So a blocking call fails with EINTR instead of being restarted.
 * Source: man 7 signal ("Interruption of system calls and library functions by signal handlers"),
 * man 2 tgkill. A kernel call that ignores signals cannot be ended by it.
 */
public final class CallAlert {
    private final ThreadAlert alert = ThreadAlert.ofCurrentThread();

    private CallAlert() {}

    /**
     * Returns an alert for system calls of the calling thread. That thread alone may call {@link
     * #enter()} and {@link #leave()}; it must be a platform thread.
     */
    public static CallAlert ofCurrentThread() {
        return new CallAlert();
    }

    /**
     * Announces that the owner is about to block.
     *
     * @return false if an alert has come before: the owner must not block, and the alert is
     *     consumed
     */
    public boolean enter() {
        return alert.enter();
    }

    /**
     * Announces that the owner's call has returned, and waits until no signal is on its way to the
     * owner. Consumes an alert that came during the call.
     *
     * @return whether there was one
     */
    public boolean leave() {
        return alert.leave();
    }

    /**
     * Ends the owner's blocking call, or the next one if it is in none. Any thread, any time, also
     * after the owner has ended. Does not wait until the owner has left the call.
     */
    public void alert() {
        alert.alert();
    }
}
