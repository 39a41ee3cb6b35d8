/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.WaitAny;

/** What the rules are proven on. */
public interface Subject {
    /** The words and threads of the present test. */
    Scene scene();

    /** The strategy under test, open until the test ends. */
    default WaitAny waitAny() {
        return scene().waitAny();
    }
}
