/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The Linux system calls that WaitAny makes, under the kernel's names.
 *
 * <p><b>Errors.</b> A call returns its result or the negated errno, and throws nothing for what the
 * kernel refuses, unless its documentation says so. Each call captures errno into a {@link
 * dev.waitany.linux.CallState} of its thread or of its object, so calls of two threads never share
 * one.
 *
 * <p><b>Memory.</b> A parameter of type {@code MemorySegment} or {@code Guards} is kept open during
 * the call: the linker refuses to close its arena. A raw address is not protected, and must belong
 * to memory that the caller keeps alive.
 *
 * <p><b>Null.</b> No parameter or result is null unless it is annotated with {@code @Nullable}.
 */
package dev.waitany.linux;
