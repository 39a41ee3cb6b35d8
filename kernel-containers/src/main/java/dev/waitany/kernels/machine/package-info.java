/* SPDX-License-Identifier: Apache-2.0 */

/** Programs of this machine, and files that are kept on it between runs. */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.machine;
