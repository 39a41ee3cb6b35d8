/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class HelperPoolTest {
    private final List<Thread> started = new ArrayList<>();

    /** As the JVM does when the user may have no more threads. */
    @Test
    void refusedThreadLeavesTheOthersForTheNextWait() {
        try (HelperPool pool = new HelperPool(FutexCalls.KERNEL, refusingAfter(3))) {
            Helper[] four = new Helper[4];
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.take(four))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("4 words")
                        .hasMessageContaining("after 3")
                        .hasMessageContaining("ulimit -u")
                        .hasMessageContaining("syscall-waitv");
            }
            assertThat(started).hasSize(3);
            Helper[] three = new Helper[3];
            pool.take(three);
            pool.release(three);
        }
        assertThat(started).noneMatch(Thread::isAlive);
    }

    @Test
    void helpersInheritNothing() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {});
        try (HelperPool pool = new HelperPool(FutexCalls.KERNEL)) {
            Helper[] one = new Helper[1];
            pool.take(one);
            Thread helper =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("waitany-threads-"))
                            .filter(thread -> !thread.getName().contains("reaper"))
                            .findFirst()
                            .orElseThrow();
            assertThat(helper.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
            pool.release(one);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private ThreadFactory refusingAfter(int allowed) {
        return work ->
                started.size() < allowed
                        ? remembered(work)
                        : new Thread(work) {
                            @Override
                            public void start() {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                        };
    }

    private Thread remembered(Runnable work) {
        Thread made = Thread.ofPlatform().daemon().unstarted(work);
        started.add(made);
        return made;
    }
}
