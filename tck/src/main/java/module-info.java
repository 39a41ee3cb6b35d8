/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The contract of WaitAny as an abstract JUnit suite, for whoever provides a strategy.
 *
 * <p>On the class path, where build tools put test dependencies, it needs {@code
 * --add-exports=dev.waitany.linux/dev.waitany.linux=ALL-UNNAMED}.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.tck {
    requires static org.jspecify;
    requires transitive dev.waitany.api;
    requires dev.waitany.linux;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires jdk.management;

    exports dev.waitany.tck;
}
