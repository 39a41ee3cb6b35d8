/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.nio.file.Path;
import java.util.Optional;

/** The folder for files that are kept between runs: {@code ${XDG_CACHE_HOME:-~/.cache}/waitany}. */
public final class UserCache {
    private UserCache() {}

    /** Returns the absolute path of a folder in it. The caller creates the folder. */
    public static Path folder(String name) {
        String cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(cache, "waitany", name).toAbsolutePath();
    }
}
