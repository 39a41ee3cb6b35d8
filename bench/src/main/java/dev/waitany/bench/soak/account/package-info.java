/* SPDX-License-Identifier: Apache-2.0 */

/** What a soak counts and finds, and for how long it waits before something counts as lost. */
@NullMarked
package dev.waitany.bench.soak.account;

import org.jspecify.annotations.NullMarked;
