/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Every restricted call that WaitAny makes: system calls, futexes, memory mappings, and the
 * generated layouts of kernel structures.
 *
 * <p>Users grant native access to this module only: {@code
 * --enable-native-access=dev.waitany.linux}. It is internal, and exported to WaitAny's own modules
 * only.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.linux {
    requires static org.jspecify;

    exports dev.waitany.linux to
            dev.waitany.api,
            dev.waitany.ring,
            dev.waitany.syscall,
            dev.waitany.emulation,
            dev.waitany.objects,
            dev.waitany.tck,
            dev.waitany.bench;
    exports dev.waitany.linux.descriptor to
            dev.waitany.api;
    exports dev.waitany.linux.uapi to
            dev.waitany.ring,
            dev.waitany.syscall;
}
