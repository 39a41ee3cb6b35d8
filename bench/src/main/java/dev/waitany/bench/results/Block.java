/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

/**
 * One measured block of a cell.
 *
 * @param fork the fork, from 0
 * @param round the round of its group, from 0; blocks of one round are neighbours in time
 * @param position the place within the round, from 0; random
 * @param stealNanos time that the hypervisor took from all CPUs during the block, in steps of 10 ms
 * @param figures what the program measured
 */
public record Block(int fork, int round, int position, long stealNanos, BlockFigures figures) {}
