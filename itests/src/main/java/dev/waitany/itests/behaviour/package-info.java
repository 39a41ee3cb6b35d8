/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What differs between kernels, as one table: {@link dev.waitany.itests.behaviour.BehaviourTable}.
 * Each row is a question with the answer that each release line gives, and a probe that asks the
 * kernel it runs on. {@link dev.waitany.itests.behaviour.BehavioursOfThisKernel} asserts all rows,
 * in guests and on this machine; {@link dev.waitany.itests.behaviour.MatrixPage} renders them as
 * {@code docs/reference/kernel-matrix.md}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.behaviour;
