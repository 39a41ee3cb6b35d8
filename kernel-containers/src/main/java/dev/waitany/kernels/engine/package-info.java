/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The Docker engine that answers, and the image that all others start from: Debian's own, or one
 * that is built from Debian's packages.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.engine;
