/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.experiment.ExperimentFile;
import java.util.Iterator;

/** The names of shipped experiments for the help of the command line. */
final class ExperimentNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return ExperimentFile.SHIPPED.iterator();
    }
}
