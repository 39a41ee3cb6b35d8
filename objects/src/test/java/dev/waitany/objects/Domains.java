/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Spin;
import java.util.stream.Stream;

/** The kinds of private domains, for parametrised tests. */
final class Domains {
    private Domains() {}

    /** Returns the options of each fairness, spinning and not. */
    static Stream<DomainOptions> all() {
        return Stream.of(Fairness.values())
                .flatMap(
                        fairness ->
                                Stream.of(Spin.none(), Spin.adaptive())
                                        .map(
                                                spin ->
                                                        DomainOptions.defaults()
                                                                .with(fairness)
                                                                .with(spin)));
    }
}
