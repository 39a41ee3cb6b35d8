/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import dev.waitany.objects.DomainOptions;
import dev.waitany.objects.Fairness;
import dev.waitany.objects.ObjectDomain;

class WordsHandOffTest extends ObjectsContract {
    @Override
    protected ObjectDomain open() {
        return ObjectDomain.open(DomainOptions.defaults().with(Fairness.HAND_OFF));
    }
}
