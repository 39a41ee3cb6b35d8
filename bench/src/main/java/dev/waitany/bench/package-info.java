/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The main class of the benchmark's jar. Dependencies between the packages point one way:
 *
 * <pre>
 *     Main  →  cli  →  experiment  →  workload  →  measure
 *                 ├→   workload  →  measure  →  results  →  statistics
 *                 ├→   report    ↗     ↑  ↖        └→  environment
 *                 │      └→ chart  →  statistics
 *                 ├→   analysis  ──────┘   │
 *                 └→   soak      ──────────┘
 * </pre>
 */
@NullMarked
package dev.waitany.bench;

import org.jspecify.annotations.NullMarked;
