/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import dev.waitany.objects.DomainOptions;
import dev.waitany.objects.Fairness;
import dev.waitany.objects.ObjectDomain;

class WordsVirtualThreadsTest extends ObjectsContract {
    @Override
    protected ObjectDomain open() {
        return ObjectDomain.open(DomainOptions.defaults().with(Fairness.BARGING));
    }

    @Override
    protected boolean isVirtual() {
        return true;
    }
}
