/* SPDX-License-Identifier: Apache-2.0 */
/** Waits with NT's status values, for people who port a runtime. A thin layer without state. */
@NullMarked
package dev.waitany.objects.nt;

import org.jspecify.annotations.NullMarked;
