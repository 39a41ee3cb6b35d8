/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Containers with a kernel of their own: QEMU, one of Debian's kernels, and a Java runtime with a
 * class path. They work without hardware virtualisation.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.kernel;
