/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

/**
 * A bound that a workload sets: the CPU time per operation of one strategy and size, divided by
 * that of another, should not exceed {@code bound}.
 *
 * @param strategy the numerator's strategy
 * @param size the numerator's size
 * @param other the denominator's strategy
 * @param otherSize the denominator's size
 */
public record TargetRatio(String strategy, int size, String other, int otherSize, double bound) {}
