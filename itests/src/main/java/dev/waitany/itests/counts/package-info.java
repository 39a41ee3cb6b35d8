/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Counts the instructions of waits on each kernel. {@link dev.waitany.itests.counts.CountProgram}
 * compiles the C reference as the first process of a guest. {@link
 * dev.waitany.itests.counts.CountingGuest} boots it with QEMU's instruction counter. {@link
 * dev.waitany.itests.counts.GuestLines} reads what it writes. {@link
 * dev.waitany.itests.counts.Comparison} compares that with the committed {@link
 * dev.waitany.itests.counts.CountRecord}, which {@link dev.waitany.itests.counts.InstructionsPage}
 * renders as {@code docs/reference/instructions.md}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.counts;
