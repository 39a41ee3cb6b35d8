/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept from one run to the next: {@code ${XDG_CACHE_HOME:-~/.cache}/waitany}. */
final class GuestCache {
    private GuestCache() {}

    static Path folder(String name) {
        String cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(cache, "waitany", name).toAbsolutePath();
    }
}
