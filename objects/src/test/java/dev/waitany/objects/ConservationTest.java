/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was released is what was taken plus what is left, whatever waits for any and all, polls,
 * deadlines, and signals meet. {@code -Ddev.waitany.objects.operations=100000000} makes it long.
 */
@Timeout(value = 15, unit = java.util.concurrent.TimeUnit.MINUTES)
class ConservationTest {
    private static final int SEMAPHORES = 6;
    private static final int THREADS = 6;
    private static final int OPERATIONS =
            Integer.getInteger("dev.waitany.objects.operations", 120_000) / THREADS;

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void platformThreadsLoseNothing(DomainOptions options) throws Exception {
        run(options, Thread.ofPlatform().daemon());
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void virtualThreadsLoseNothing(DomainOptions options) throws Exception {
        run(options, Thread.ofVirtual());
    }

    private static void run(DomainOptions options, Thread.Builder builder) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            Account account = new Account(domain);
            List<FutureTask<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FutureTask<Boolean> task = new FutureTask<>(account.work(i));
                tasks.add(task);
                builder.start(task);
            }
            for (FutureTask<Boolean> task : tasks) {
                task.get();
            }
            account.check();
        }
    }

    /** The objects, and what was done with them. */
    private static final class Account {
        private final ObjectDomain domain;
        private final Semaphore[] semaphores = new Semaphore[SEMAPHORES];
        private final Mutex mutex;
        private final AtomicIntegerArray released = new AtomicIntegerArray(SEMAPHORES);
        private final AtomicIntegerArray taken = new AtomicIntegerArray(SEMAPHORES);
        private int inside; // guarded by the mutex

        Account(ObjectDomain domain) {
            this.domain = domain;
            this.mutex = domain.mutex();
            for (int i = 0; i < SEMAPHORES; i++) {
                semaphores[i] = domain.semaphore(0, Integer.MAX_VALUE);
            }
        }

        Callable<Boolean> work(int seed) {
            return () -> {
                SplittableRandom random = new SplittableRandom(seed);
                WaitList list = domain.list();
                int[] places = new int[SEMAPHORES + 1];
                for (int i = 0; i < OPERATIONS; i++) {
                    int choice = random.nextInt(10);
                    if (choice < 5) {
                        int place = random.nextInt(SEMAPHORES);
                        int count = 1 + random.nextInt(2);
                        released.addAndGet(place, count);
                        semaphores[place].release(count);
                    } else if (fill(list, places, random)) {
                        await(list, places, choice > 7, deadline(random));
                    }
                }
                return true;
            };
        }

        private static Deadline deadline(SplittableRandom random) {
            return random.nextInt(3) == 0
                    ? Deadline.now()
                    : Deadline.at(System.nanoTime() + random.nextInt(200_000));
        }

        private boolean fill(WaitList list, int[] places, SplittableRandom random) {
            list.clear();
            int first = random.nextInt(SEMAPHORES);
            for (int i = 0; i < SEMAPHORES; i++) {
                if (random.nextBoolean()) {
                    places[list.size()] = (i + first) % SEMAPHORES;
                    list.add(semaphores[(i + first) % SEMAPHORES]);
                }
            }
            if (random.nextInt(4) == 0) {
                places[list.size()] = -1;
                list.add(mutex);
            }
            return list.size() > 0;
        }

        private void await(WaitList list, int[] places, boolean all, Deadline deadline)
                throws InterruptedException {
            ObjectWaitResult result =
                    all ? domain.waitAll(list, deadline) : domain.waitAny(list, deadline);
            for (int i = 0; result.isTaken() && i < list.size(); i++) {
                if (all || i == result.index()) {
                    account(places[i]);
                }
            }
        }

        private void account(int place) {
            if (place >= 0) {
                taken.incrementAndGet(place);
                return;
            }
            inside++;
            assertThat(inside).as("threads that own the mutex").isEqualTo(1);
            inside--;
            mutex.unlock();
        }

        void check() {
            for (int i = 0; i < SEMAPHORES; i++) {
                assertThat(semaphores[i].count())
                        .as("what is left of semaphore %d", i)
                        .isEqualTo(released.get(i) - taken.get(i));
                assertThat(semaphores[i].waiters()).isEmpty();
            }
            assertThat(mutex.depth()).isZero();
        }
    }
}
