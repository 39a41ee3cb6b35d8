/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

/** The differential suite on this machine's kernel. */
class DifferentialIT extends Differential {}
