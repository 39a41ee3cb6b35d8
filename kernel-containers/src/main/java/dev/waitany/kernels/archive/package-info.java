/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Debian's kernels: finds the package of a release line, downloads, verifies and keeps it. {@link
 * dev.waitany.kernels.archive.KernelStore} is the entry.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.archive;
