/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/** Whether this module may make native calls, and what to tell users when it may not. */
public final class NativeAccess {
    private NativeAccess() {}

    /**
     * Passes where native access is granted, or tolerated with the JVM's warning.
     *
     * @throws IllegalCallerException with the option to start the JVM with, where it is denied
     */
    public static void require() {
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
