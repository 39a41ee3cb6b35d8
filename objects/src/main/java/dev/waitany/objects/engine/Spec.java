/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

import org.jspecify.annotations.Nullable;

/**
 * What to make. The front has checked the numbers.
 *
 * @param value of an event 0 or 1, of a semaphore the count, of a mutex the depth; a mutex with a
 *     depth above 0 belongs to the calling thread
 * @param maximum of a semaphore, at least 1 and at least the count; otherwise 0
 * @param label what dumps and messages call the object; not unique
 * @param name unique within the domain; null for an object without a name
 */
public record Spec(Kind kind, int value, int maximum, String label, @Nullable String name) {}
