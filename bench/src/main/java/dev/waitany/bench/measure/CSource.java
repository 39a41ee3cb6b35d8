/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

/**
 * The source of a C reference: a resource in the package of the workload that owns it.
 *
 * <p>The program reads one request per line from standard input, and answers each with one line:
 *
 * <ul>
 *   <li>{@code knows WORKLOAD STRATEGY} with {@code yes} or {@code no};
 *   <li>{@code run WORKLOAD STRATEGY SIZE MICROSECONDS SEED DRIVER-CPU WAITER-CPU} with a block as
 *       {@link dev.waitany.bench.results.BlockFigures} in JSON, or with {@code error TEXT}.
 * </ul>
 *
 * <p>Every request names the workload, and the program must refuse a name that it does not
 * implement. So no figure is divided by that of another workload.
 *
 * @param owner a class of the package that holds the resource
 * @param resource the file's name, as in {@code reference.c}
 */
public record CSource(Class<?> owner, String resource) {}
