/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

/**
 * Who owns the mutexes that a wait takes: a thread, known to an engine. {@link Engine#owner()}
 * returns that of the calling thread, so that another thread can wait on its behalf.
 */
@SuppressWarnings("AbstractClassWithoutAbstractMethods") // opaque to all but its engine
public abstract class EngineOwner {
    /** For engines. */
    protected EngineOwner() {}
}
