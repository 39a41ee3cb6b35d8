/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The operations on Debian's archive that are needed here. */
interface DebianArchive {
    /**
     * Finds packages whose names match a POSIX regular expression, in the named suites.
     *
     * @throws IOException with the message of the client
     */
    List<DebPackage> find(List<String> suites, String nameRegex) throws IOException;

    /**
     * Downloads a package into a folder.
     *
     * @return the file
     */
    Path download(DebPackage found, Path folder) throws IOException;

    /** Unpacks a package's files below a folder. */
    void unpack(Path deb, Path folder) throws IOException;
}
