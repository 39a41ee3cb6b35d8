/* SPDX-License-Identifier: Apache-2.0 */

/**
 * YAML files with a JSON schema, whose faults are reported with the file and the line.
 *
 * <p>This package depends on {@code argument} only; {@code experiment} and {@code claim} depend on
 * it.
 */
@NullMarked
package dev.waitany.bench.yaml;

import org.jspecify.annotations.NullMarked;
