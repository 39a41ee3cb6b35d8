/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import static dev.waitany.descriptor.WatcherFixture.until;
import static dev.waitany.descriptor.WatcherFixture.untilReady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.linux.Errno;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each system call of a watcher fails once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest {
    private final FaultyEpoll calls = new FaultyEpoll();

    @ParameterizedTest
    @CsvSource({
        "EPOLL_CREATE, epoll_create1(2)",
        "EVENTFD, eventfd2(2)",
        "ADD, epoll_ctl(2)",
        "AWAIT, epoll_pwait(2)"
    })
    void sandboxThatDeniesACallIsToldBeforeAnythingHappens(FaultyEpoll.Call call, String name) {
        calls.refuse(call, 1, -Errno.EPERM);
        assertThatIllegalStateException()
                .isThrownBy(() -> new DescriptorWatcher(calls))
                .withMessageContaining("descriptors cannot be watched here: " + name + ": EPERM")
                .withMessageContaining("Allow epoll_create1");
        assertThat(calls.open()).isEmpty();
    }

    @Test
    void refusedDescriptorLeavesNothingBehind() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd()) {
            calls.refuse(FaultyEpoll.Call.ADD, 1, -Errno.ENOMEM);
            assertThatIllegalStateException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), PollEvents.READ))
                    .withMessageContaining("epoll_ctl(2): ENOMEM");
            calls.refuse(FaultyEpoll.Call.ADD, 1, -Errno.EPERM);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), PollEvents.READ))
                    .withMessageContaining("regular files");
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ);
            counter.add(1);
            word.arm();
            untilReady(word, PollEvents.READ);
        }
    }

    @Test
    void armingThatIsRefusedCanBeRepeated() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd();
                DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ)) {
            counter.add(1);
            calls.refuse(FaultyEpoll.Call.ENABLE, 1, -Errno.ENOMEM);
            assertThatIllegalStateException()
                    .isThrownBy(word::arm)
                    .withMessageContaining("descriptor " + counter.descriptor())
                    .withMessageContaining("epoll_ctl(2): ENOMEM");
            word.arm();
            untilReady(word, PollEvents.READ);
        }
    }

    @Test
    void lookAtAnArmedDescriptorThatIsRefusedIsRepeated() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd();
                DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ)) {
            word.arm();
            calls.refuse(FaultyEpoll.Call.ENABLE, 1, -Errno.ENOMEM);
            until(() -> calls.refusalsLeft() == 0);
            counter.add(1);
            untilReady(word, PollEvents.READ);
            assertThat(word.ready()).isEqualTo(PollEvents.READ);
        }
    }

    @Test
    void signalsDoNotEndTheWatch() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd();
                DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ)) {
            calls.refuse(FaultyEpoll.Call.AWAIT, 3, -Errno.EINTR);
            until(() -> calls.refusalsLeft() == 0);
            counter.add(1);
            word.arm();
            untilReady(word, PollEvents.READ);
        }
    }

    @Test
    void errorsOfTheThreadDoNotEndTheWatch() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd();
                DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ)) {
            calls.throwErrors(20); // more than failures that end it: a full heap is not one of them
            until(() -> calls.errorsLeft() == 0);
            counter.add(1);
            word.arm();
            untilReady(word, PollEvents.READ);
        }
    }

    @Test
    void waitThatIsRefusedEndsEveryWordAndTheNextOneIsWatchedAgain() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd()) {
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ);
            word.arm();
            calls.refuse(FaultyEpoll.Call.AWAIT, 1, -Errno.EPERM);
            untilReady(word, PollEvents.INVALID);
            assertThatIllegalStateException()
                    .isThrownBy(word::arm)
                    .withMessageContaining("epoll_pwait(2): EPERM");
            DescriptorWord again = watcher.watch(counter.descriptor(), PollEvents.READ);
            counter.add(1);
            again.arm();
            untilReady(again, PollEvents.READ);
        }
    }

    @Test
    void lateEventIsNotTakenForOneOfTheNextDescriptor() {
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd early = new EventFd();
                EventFd quiet = new EventFd();
                EventFd later = new EventFd()) {
            DescriptorWord closed = watcher.watch(early.descriptor(), PollEvents.READ);
            closed.arm();
            calls.holdEvents();
            early.add(1);
            calls.untilHeld();
            closed.close();
            DescriptorWord next = watcher.watch(quiet.descriptor(), PollEvents.READ);
            assertThat(next.slot()).as("has the place of the closed one").isZero();
            next.arm();
            calls.releaseEvents();
            DescriptorWord last = watcher.watch(later.descriptor(), PollEvents.READ);
            later.add(1);
            last.arm();
            untilReady(last, PollEvents.READ); // the thread has handled the late one before
            assertThat(next.ready()).isEqualTo(DescriptorWord.NOT_READY);
        }
    }

    @ParameterizedTest
    @CsvSource({"REMOVE", "WRITE", "CLOSE"})
    void closingEndsAlthoughACallFails(FaultyEpoll.Call call) {
        try (EventFd counter = new EventFd()) {
            DescriptorWatcher watcher = new DescriptorWatcher(calls);
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ);
            word.arm();
            calls.refuse(call, 1, -Errno.EPERM);
            watcher.close();
            assertThat(word.ready()).isEqualTo(PollEvents.INVALID);
            assertThat(calls.open()).isEmpty();
        }
    }

    @Test
    void threadEndsOnceNothingIsWatchedAndAnotherOneStarts() {
        calls.hurry(); // its five seconds without a descriptor pass at once
        try (DescriptorWatcher watcher = new DescriptorWatcher(calls);
                EventFd counter = new EventFd()) {
            assertThat(watcher.thread()).isNull();
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ);
            Thread first = Objects.requireNonNull(watcher.thread());
            assertThat(first.isDaemon()).isTrue();
            assertThat(first.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
            word.close();
            until(() -> !first.isAlive());
            DescriptorWord again = watcher.watch(counter.descriptor(), PollEvents.READ);
            counter.add(1);
            again.arm();
            untilReady(again, PollEvents.READ);
        }
    }
}
