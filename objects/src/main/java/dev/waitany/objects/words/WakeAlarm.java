/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.clock.Alarm;
import java.util.concurrent.locks.LockSupport;

/** Wakes a thread, which then reads the clock. */
final class WakeAlarm extends Alarm {
    private final Thread thread;

    WakeAlarm(Thread thread) {
        this.thread = thread;
    }

    @Override
    protected void ring() {
        LockSupport.unpark(thread);
    }
}
