/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The files of a guest: a shell, a Java runtime and a class path as an archive that the kernel
 * unpacks at boot ({@link dev.waitany.kernels.root.GuestFiles}).
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.root;
