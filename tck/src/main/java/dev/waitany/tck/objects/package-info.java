/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The conformance cases of objects that a runtime waits for, as an abstract JUnit suite.
 *
 * <p>A test's name begins with the number of its case. A subclass of {@link
 * dev.waitany.tck.objects.ObjectsContract} opens the domain to test.
 *
 * <p>The cases are stated in terms of owners that are numbers, and of waits with a number of
 * milliseconds. Here an owner is a thread, and a wait has a {@link dev.waitany.Deadline}. So some
 * cases take another form, which the test's comment says: no call can name owner 0, and none can
 * give a negative time.
 */
@NullMarked
package dev.waitany.tck.objects;

import org.jspecify.annotations.NullMarked;
