/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The summary that {@code ./waitany verify} prints last, made from Maven's test reports.
 *
 * <p>The launcher runs {@link dev.waitany.itests.report.VerifySummary} from its source file,
 * because a build that failed may not have compiled this module. This package therefore uses the
 * JDK only.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.report;
