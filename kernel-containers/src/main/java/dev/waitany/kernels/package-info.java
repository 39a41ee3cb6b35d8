/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The kernels that tests know, and their release lines. {@code archive} fetches them, {@code root}
 * makes a guest's files, and {@code boot} runs tests on them; each uses only those named before it.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels;
