/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

/** The form of a wait. */
enum Mode {
    PLATFORM_THREAD,
    VIRTUAL_THREAD,
    FUTURE,
    ARMED_SET
}
