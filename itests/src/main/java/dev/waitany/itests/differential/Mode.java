/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

/** How a wait is asked for. */
enum Mode {
    PLATFORM_THREAD,
    VIRTUAL_THREAD,
    FUTURE,
    ARMED_SET
}
