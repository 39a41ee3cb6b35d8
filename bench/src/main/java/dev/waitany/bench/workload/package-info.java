/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The workloads, and {@link dev.waitany.bench.workload.Workloads}, their only list. {@code
 * docs/how-to/add-a-workload.md} describes how to add one.
 *
 * <p>There are two families. In a pair, two threads exchange wakes; {@code reference.c} does the
 * same in C. In a group, many waits are pending; {@code crowd.c} does the same in C, and baselines
 * of the JDK do too.
 *
 * <p>This package depends on {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.workload;

import org.jspecify.annotations.NullMarked;
