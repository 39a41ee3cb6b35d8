/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/** Checks whether this module can make native calls here. */
public final class NativeAccess {
    private NativeAccess() {}

    /**
     * Returns if native access is granted, or if the JVM allows it with a warning.
     *
     * @throws UnsupportedOperationException if this machine has another architecture than those
     *     whose system call numbers are known
     * @throws IllegalCallerException if it is denied; the message names the JVM option that grants
     *     it
     */
    public static void require() {
        SystemCallNumbers.of(System.getProperty("os.arch"));
        Module here = NativeAccess.class.getModule();
        if (here.isNativeAccessEnabled()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getpid"), FunctionDescriptor.ofVoid());
        } catch (IllegalCallerException denied) {
            String grantee = here.isNamed() ? here.getName() : "ALL-UNNAMED";
            throw new IllegalCallerException(
                    "WaitAny makes Linux system calls, and this JVM denies native access: start it with --enable-native-access="
                            + grantee,
                    denied);
        }
    }
}
