/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Runs test classes on a kernel: in a container that boots it with QEMU ({@link
 * dev.waitany.kernels.boot.KernelContainer}), or in a JVM on this machine's own kernel. It works
 * without hardware virtualisation.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.boot;
