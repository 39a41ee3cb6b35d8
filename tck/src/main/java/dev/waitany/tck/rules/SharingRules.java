/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** Rule 8: a shared word is identified by its memory, wherever that is mapped. */
public interface SharingRules extends ContractRules {
    @Test
    default void rule08_wakeThroughAnotherMappingOfTheFileEndsTheWait() throws Exception {
        Path file = Files.createTempFile("waitany", ".words");
        try (Arena arena = Arena.ofShared()) {
            MemorySegment here = map(file, arena);
            MemorySegment there = map(file, arena);
            assertThat(there.address()).isNotEqualTo(here.address());
            WaitSet set =
                    WaitSet.of(
                            FutexWord.of(here, 0, Sharing.SHARED),
                            FutexWord.of(here, 64, Sharing.SHARED));
            FutexWord other = FutexWord.of(there, 64, Sharing.SHARED);
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            fixture().changeForACountedWake(other);
            assertThat(other.wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), 1);
            other.set(9);
            assertThat(set.word(1).get()).isEqualTo(9);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    default void rule08_changeThroughAnotherMappingOfTheFileIsSeen() throws Exception {
        Path file = Files.createTempFile("waitany", ".words");
        try (Arena arena = Arena.ofShared()) {
            MemorySegment here = map(file, arena);
            WaitSet set =
                    WaitSet.of(
                            FutexWord.of(here, 0, Sharing.SHARED),
                            FutexWord.of(here, 4, Sharing.SHARED));
            FutexWord.of(map(file, arena), 4, Sharing.SHARED).set(9);
            Expect.changed(waitAny().await(set, Deadline.never()), 1);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    default void rule08_privateWakeDoesNotFindASharedWaiter() throws Exception {
        WaitSet set;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(64, 64);
            FutexWord asPrivate = FutexWord.of(memory, 0, Sharing.PRIVATE);
            set = WaitSet.of(FutexWord.of(memory, 0, Sharing.SHARED));
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            assertThat(asPrivate.wakeAll()).as("private waiters of a shared word").isZero();
            assertThat(set.word(0).wakeAll()).isEqualTo(1);
            Expect.woken(waiter.result(), 0);
        }
    }

    @Test
    default void rule08_privateAndSharedWordsMixInOneSet() {
        FutexWord ours = fixture().words().one();
        try (Arena arena = Arena.ofShared()) {
            FutexWord theirs = FutexWord.of(arena.allocate(64, 64), 0, Sharing.SHARED);
            WaitSet set = WaitSet.of(ours, theirs);
            for (int index : new int[] {1, 0}) {
                TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
                fixture().untilWaiting(set, 1);
                assertThat(set.word(index).wakeOne()).isEqualTo(1);
                Expect.woken(waiter.result(), index);
            }
        }
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096, arena);
        }
    }
}
