/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import static dev.waitany.descriptor.WatcherFixture.until;
import static dev.waitany.descriptor.WatcherFixture.untilReady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DescriptorWatcherTest {
    private static final int NEVER_OPEN = 1 << 20;

    @Test
    void nothingIsToldBeforeTheWordIsArmed() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd quiet = new EventFd();
                EventFd armed = new EventFd();
                DescriptorWord first = watcher.watch(quiet.descriptor(), PollEvents.READ);
                DescriptorWord second = watcher.watch(armed.descriptor(), PollEvents.READ)) {
            quiet.add(1);
            armed.add(1);
            second.arm();
            untilReady(second, PollEvents.READ);
            assertThat(first.ready()).isEqualTo(DescriptorWord.NOT_READY);
        }
    }

    @Test
    void onlyTheEventsThatWereAskedForAreTold() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd counter = new EventFd()) {
            counter.add(1); // readable and writable
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.WRITE);
            word.arm();
            untilReady(word, PollEvents.WRITE);
            assertThat(word.ready()).isEqualTo(PollEvents.WRITE);
            assertThat(word.toString())
                    .isEqualTo("watch of descriptor " + counter.descriptor() + " for WRITE");
        }
    }

    @Test
    void timersAndProcessesAreWatchedToo() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                TimerFd timer = new TimerFd();
                PidFd end = PidFd.of(process.toHandle());
                DescriptorWord ticks = watcher.watch(timer.descriptor(), PollEvents.READ);
                DescriptorWord ended = watcher.watch(end.descriptor(), PollEvents.READ)) {
            ended.arm();
            timer.setEvery(Duration.ofMillis(1));
            for (int i = 0; i < 3; i++) {
                ticks.arm();
                untilReady(ticks, PollEvents.READ);
                assertThat(timer.take()).isPositive();
            }
            assertThat(ended.ready()).isEqualTo(DescriptorWord.NOT_READY);
            process.getOutputStream().close();
            untilReady(ended, PollEvents.READ);
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroy();
        }
    }

    @Test
    void descriptorsThatCannotBeWatchedAreRefusedByName() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd counter = new EventFd();
                DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watcher.watch(NEVER_OPEN, PollEvents.READ))
                    .withMessageContaining("descriptor " + NEVER_OPEN)
                    .withMessageContaining("EBADF: it is not open");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), PollEvents.WRITE))
                    .withMessageContaining("this watcher has it already");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), 0))
                    .withMessageContaining("no events");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), 1 << 31))
                    .withMessageContaining("0x80000000");
            counter.add(1);
            word.arm();
            untilReady(word, PollEvents.READ); // the refused ones have changed nothing
        }
    }

    @Test
    void closedNumberThatAnotherFileGetsIsNotMistakenForTheFirst() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open()) {
            EventFd first = new EventFd();
            DescriptorWord old = watcher.watch(first.descriptor(), PollEvents.READ);
            old.arm();
            first.close();
            try (EventFd second = withNumber(old.descriptor())) {
                DescriptorWord present = watcher.watch(second.descriptor(), PollEvents.READ);
                assertThat(old.ready()).isEqualTo(PollEvents.INVALID);
                present.arm();
                old.close(); // must not take the other one off
                second.add(1);
                untilReady(present, PollEvents.READ);
                present.close();
            }
        }
    }

    @Test
    void reusedNumberIsFoundWhenItIsArmed() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open()) {
            EventFd first = new EventFd();
            DescriptorWord word = watcher.watch(first.descriptor(), PollEvents.READ);
            first.close();
            try (EventFd second = withNumber(word.descriptor())) {
                second.add(1);
                assertThatIllegalStateException()
                        .isThrownBy(word::arm)
                        .withMessageContaining("descriptor " + word.descriptor())
                        .withMessageContaining("closed while it was watched")
                        .withMessageContaining("ENOENT");
                assertThat(word.ready()).isEqualTo(PollEvents.INVALID);
            }
            word.close();
        }
    }

    @Test
    void reusedNumberIsFoundWhileItIsArmed() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open()) {
            EventFd first = new EventFd();
            DescriptorWord word = watcher.watch(first.descriptor(), PollEvents.READ);
            word.arm();
            first.close();
            try (EventFd second = withNumber(word.descriptor())) {
                second.add(1);
                until(() -> word.ready() != DescriptorWord.NOT_READY);
                assertThat(word.ready()).isEqualTo(PollEvents.INVALID);
            }
            word.close();
        }
    }

    @Test
    void closedWordAndWatcherRefuseUse() {
        DescriptorWatcher watcher = DescriptorWatcher.open();
        try (EventFd counter = new EventFd()) {
            DescriptorWord word = watcher.watch(counter.descriptor(), PollEvents.READ);
            word.close();
            word.close();
            assertThatIllegalStateException()
                    .isThrownBy(word::arm)
                    .withMessageContaining("it is closed");
            DescriptorWord again = watcher.watch(counter.descriptor(), PollEvents.READ);
            watcher.close();
            watcher.close();
            assertThat(again.ready()).isEqualTo(PollEvents.INVALID);
            assertThatIllegalStateException()
                    .isThrownBy(() -> watcher.watch(counter.descriptor(), PollEvents.READ))
                    .withMessageContaining("watcher is closed");
        }
    }

    @Test
    void manyDescriptorsAreToldApart() {
        List<EventFd> counters = new ArrayList<>();
        List<DescriptorWord> words = new ArrayList<>();
        try (DescriptorWatcher watcher = DescriptorWatcher.open()) {
            for (int i = 0; i < 200; i++) { // more than one batch of events
                counters.add(new EventFd());
                words.add(watcher.watch(counters.get(i).descriptor(), PollEvents.READ));
                words.get(i).arm();
            }
            for (int i = 0; i < 200; i += 2) {
                counters.get(i).add(1);
            }
            for (int i = 0; i < 200; i += 2) {
                untilReady(words.get(i), PollEvents.READ);
                assertThat(words.get(i + 1).ready()).isEqualTo(DescriptorWord.NOT_READY);
            }
        } finally {
            counters.forEach(EventFd::close);
        }
    }

    /** Returns a new eventfd with this number, which is free. */
    private static EventFd withNumber(int descriptor) {
        List<EventFd> others = new ArrayList<>();
        try {
            while (true) {
                EventFd made = new EventFd();
                if (made.descriptor() == descriptor) {
                    return made;
                }
                others.add(made); // the JVM had taken the number for a moment
            }
        } finally {
            others.forEach(EventFd::close);
        }
    }
}
