/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Every restricted call WaitAny makes: system calls, futexes, mappings, and the generated kernel
 * layouts.
 *
 * <p>Users grant native access to this module alone: {@code
 * --enable-native-access=dev.waitany.linux}. It is no API for them, and exported to WaitAny's own
 * modules only.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.linux {
    requires static org.jspecify;

    exports dev.waitany.linux to
            dev.waitany.api,
            dev.waitany.ring,
            dev.waitany.syscall,
            dev.waitany.emulation,
            dev.waitany.tck,
            dev.waitany.bench;
    exports dev.waitany.linux.uapi to
            dev.waitany.ring,
            dev.waitany.syscall;
}
