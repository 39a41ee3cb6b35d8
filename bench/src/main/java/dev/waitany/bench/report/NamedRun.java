/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.results.Results;

/**
 * A run among several.
 *
 * @param name tells it from the others, such as the path of its file
 * @param results analysed
 */
public record NamedRun(String name, Results results) {}
