/* SPDX-License-Identifier: Apache-2.0 */

/** A user of WaitAny: names the API, and no backend. */
module consumer {
    requires dev.waitany.api;
}
