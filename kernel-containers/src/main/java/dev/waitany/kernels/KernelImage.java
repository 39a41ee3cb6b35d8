/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import java.nio.file.Path;

/**
 * A kernel that can be booted.
 *
 * @param file the compressed image
 * @param origin the package and version it is from
 * @param version its release line, which differs from the requested one if the archive no longer
 *     has that
 */
public record KernelImage(Path file, String origin, KernelVersion version) {}
