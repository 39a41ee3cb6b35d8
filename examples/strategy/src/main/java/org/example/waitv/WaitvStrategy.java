/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import dev.waitany.Support;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** The strategy {@code sample-waitv}, found by {@link java.util.ServiceLoader}. */
public final class WaitvStrategy implements Strategy {
    static final String NAME = "sample-waitv";
    private static final int EINVAL = 22;

    @Override
    public String name() {
        return NAME;
    }

    /** Below the ranks of WaitAny's own strategies, so that open() takes it only by name. */
    @Override
    public int rank() {
        return 50;
    }

    @Override
    public Support probe() {
        int answer;
        try {
            answer = FutexWaitv.probe();
        } catch (LinkageError refused) { // the method handle was refused: see its cause
            Module own = WaitvStrategy.class.getModule();
            return Support.missing(
                    NAME,
                    "native access: " + refused,
                    "Start the JVM with --enable-native-access="
                            + (own.isNamed() ? own.getName() : "ALL-UNNAMED"));
        }
        return answer == -EINVAL // the kernel has the call, and has looked at the arguments
                ? Support.available(NAME, "futex_waitv(2) works")
                : Support.missing(
                        NAME,
                        "futex_waitv(2): errno " + -answer,
                        "Use Linux 5.16 or newer, and allow system call 449 in the sandbox.");
    }

    @Override
    public Backend open() {
        return new WaitvBackend();
    }
}
