/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Events, semaphores, mutexes and timers that a runtime waits for: any of them, or all at one
 * instant. Waits take what they waited for.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.objects {
    requires static jdk.jfr;
    requires static org.jspecify;
    requires transitive dev.waitany.api;
    requires dev.waitany.linux;

    exports dev.waitany.objects;
    exports dev.waitany.objects.nt;
}
