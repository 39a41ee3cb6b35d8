/* SPDX-License-Identifier: Apache-2.0 */

/** A strategy for WaitAny, written outside its project: one futex_waitv(2) for each wait. */
module org.example.waitv {
    requires dev.waitany.api;

    provides dev.waitany.spi.Strategy with
            org.example.waitv.WaitvStrategy;
}
