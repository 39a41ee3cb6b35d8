/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

/** Some of the cases, for the domain of a fixture. */
public interface ObjectCases {
    /** Returns the fixture of the present test. */
    ObjectsFixture objects();
}
