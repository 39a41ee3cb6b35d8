/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Words, sets, deadlines, and the wait on any word of a set. Contains no strategy: they are found
 * as services.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.api {
    requires static jdk.jfr;
    requires static org.jspecify;
    requires dev.waitany.linux;
    requires org.slf4j;

    exports dev.waitany;
    exports dev.waitany.descriptor;
    exports dev.waitany.spi;
    exports dev.waitany.recording to
            dev.waitany.objects;
    exports dev.waitany.spinning to
            dev.waitany.objects;

    uses dev.waitany.spi.Strategy;
}
