/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.machine;

import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept from one run to the next: {@code ${XDG_CACHE_HOME:-~/.cache}/waitany}. */
public final class UserCache {
    private UserCache() {}

    /** The folder of that name, absolute; made by whoever needs it. */
    public static Path folder(String name) {
        String cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(cache, "waitany", name).toAbsolutePath();
    }
}
