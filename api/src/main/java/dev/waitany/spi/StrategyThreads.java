/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

/**
 * Makes the library's threads, which inherit nothing from the thread that happens to start them.
 *
 * <p>A pool thread or a poller outlives the call that started it. If it inherited the caller's
 * inheritable thread-locals, context class loader or thread group, it would keep a finished request
 * or an undeployed application in memory. So these threads have no inherited thread-locals, the
 * system class loader as their context class loader, the root thread group, and normal priority.
 * Source: {@link Thread.Builder#inheritInheritableThreadLocals(boolean)}.
 *
 * <p>Stateless and thread-safe.
 */
public final class StrategyThreads {
    private StrategyThreads() {}

    /**
     * Returns a builder of daemon threads that inherit nothing.
     *
     * @param prefix of the names; a number from 0 on follows it
     */
    public static Thread.Builder.OfPlatform numbered(String prefix) {
        return daemon().name(prefix, 0);
    }

    /** Returns a builder of one daemon thread that inherits nothing. */
    public static Thread.Builder.OfPlatform named(String name) {
        return daemon().name(name);
    }

    @SuppressWarnings("ThreadPriorityCheck") // not the creator's
    private static Thread.Builder.OfPlatform daemon() {
        return Thread.ofPlatform()
                .daemon()
                .group(root())
                .priority(Thread.NORM_PRIORITY)
                .inheritInheritableThreadLocals(false);
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
