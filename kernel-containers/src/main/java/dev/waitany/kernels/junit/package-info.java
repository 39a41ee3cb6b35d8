/* SPDX-License-Identifier: Apache-2.0 */

/**
 * JUnit tests on several kernels: {@link dev.waitany.kernels.junit.KernelTest}. For a test factory
 * or a program, use {@link dev.waitany.kernels.boot.KernelContainer}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.junit;
