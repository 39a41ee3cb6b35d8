/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.Deadline;
import dev.waitany.descriptor.DescriptorWatcher;
import dev.waitany.descriptor.DescriptorWord;
import dev.waitany.descriptor.EventFd;
import dev.waitany.descriptor.PollEvents;
import dev.waitany.itests.ring.Rings;
import dev.waitany.ring.Completion;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel does if a descriptor is closed while something waits for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedDescriptorTest {
    @Test
    void ringPollOfAClosedDescriptorStaysPending() throws Exception {
        int[] pipe = RawDescriptors.pipe();
        int[] sockets = RawDescriptors.sockets();
        try (FutexRing ring = Rings.open();
                EventFd counter = new EventFd()) {
            int eventfd = RawDescriptors.copy(counter.descriptor());
            for (int descriptor : new int[] {pipe[0], sockets[0], eventfd}) {
                Operation poll = ring.queue(Operation.poll(descriptor, PollEvents.READ));
                ring.submit();
                RawDescriptors.close(descriptor);
                assertThat(ring.poll()).isZero();
                assertThat(poll.state()).isEqualTo(Operation.State.PENDING);
                assertThat(ring.cancelOn(descriptor)).isEqualTo(1);
                ring.await(Deadline.never());
                assertThat(poll.kind()).isEqualTo(Completion.Kind.CANCELLED);
            }
        }
        RawDescriptors.close(pipe[1]);
        RawDescriptors.close(sockets[1]);
    }

    @Test
    void peerOfAClosedSocketSeesNoEndBeforeThePollHasEnded() throws Exception {
        int[] sockets = RawDescriptors.sockets();
        try (FutexRing ring = Rings.open()) {
            ring.queue(Operation.poll(sockets[0], PollEvents.READ));
            ring.submit();
            RawDescriptors.close(sockets[0]);
            assertThat(RawDescriptors.read(sockets[1])).isEqualTo(RawDescriptors.REFUSED);
            ring.cancelAll();
            ring.await(Deadline.never());
            until(() -> RawDescriptors.read(sockets[1]) == 0); // the file is closed soon after
        }
        RawDescriptors.close(sockets[1]);
    }

    @Test
    void writerOfAClosedPipeIsNotToldBeforeThePollHasEnded() throws Exception {
        int[] pipe = RawDescriptors.pipe();
        try (FutexRing ring = Rings.open()) {
            Operation poll = ring.queue(Operation.poll(pipe[0], PollEvents.READ));
            ring.submit();
            RawDescriptors.close(pipe[0]);
            assertThat(RawDescriptors.write(pipe[1])).isEqualTo(1);
            ring.await(Deadline.never());
            assertThat(poll.kind()).isEqualTo(Completion.Kind.READY);
            until(() -> RawDescriptors.write(pipe[1]) == RawDescriptors.REFUSED);
        }
        RawDescriptors.close(pipe[1]);
    }

    @Test
    void ringPollOfAClosedSocketTellsWhatThePeerDoes() throws Exception {
        int[] sockets = RawDescriptors.sockets();
        try (FutexRing ring = Rings.open()) {
            Operation poll = ring.queue(Operation.poll(sockets[0], PollEvents.READ));
            ring.submit();
            RawDescriptors.close(sockets[0]);
            assertThat(RawDescriptors.write(sockets[1])).isEqualTo(1);
            ring.await(Deadline.never());
            assertThat(poll.kind()).isEqualTo(Completion.Kind.READY);
            assertThat(poll.value()).isEqualTo(PollEvents.READ);
        }
        RawDescriptors.close(sockets[1]);
    }

    @Test
    void hangUpOfThePeerIsToldToAWord() {
        int[] sockets = RawDescriptors.sockets();
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                DescriptorWord word =
                        watcher.watch(sockets[0], PollEvents.READ | PollEvents.PEER_CLOSED)) {
            word.arm();
            RawDescriptors.close(sockets[1]);
            until(() -> word.ready() != DescriptorWord.NOT_READY);
            assertThat(word.ready())
                    .isEqualTo(PollEvents.READ | PollEvents.PEER_CLOSED | PollEvents.HANGUP);
        }
        RawDescriptors.close(sockets[0]);
    }

    @Test
    void closedNumberIsFoundAlthoughACopyKeepsItsFileOpen() {
        int[] sockets = RawDescriptors.sockets();
        int copy = RawDescriptors.copy(sockets[0]);
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                DescriptorWord word = watcher.watch(sockets[0], PollEvents.READ)) {
            word.arm();
            RawDescriptors.close(sockets[0]);
            until(() -> word.ready() != DescriptorWord.NOT_READY);
            assertThat(word.ready()).isEqualTo(PollEvents.INVALID);
            assertThatIllegalStateException()
                    .isThrownBy(word::arm)
                    .withMessageContaining("descriptor " + sockets[0]);
        }
        RawDescriptors.close(copy);
        RawDescriptors.close(sockets[1]);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
        }
    }
}
