/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.nio.file.Path;

/**
 * A kernel that can be booted.
 *
 * @param file what a boot loader takes
 * @param origin the package and version it is from
 * @param version its release line: not what was asked for, where that is not served any more
 */
public record KernelImage(Path file, String origin, KernelVersion version) {}
