/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.ring.Rings;
import dev.waitany.ring.Acquire;
import dev.waitany.ring.Completion;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import dev.waitany.ring.RingLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rings of two processes, and a ring together with a C program. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingProcessesIT {
    private static final int ROUNDS = 5_000;

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.write(folder.resolve("board"), new byte[4096]);
    }

    @Test
    void ringsOfTwoProcessesCountUnderOneLock() throws Exception {
        try (FutexRing ring = Rings.open();
                Child peer = Child.jvm(RingPeer.class, "count", file.toString(), "" + ROUNDS)) {
            countWith(ring, peer);
        }
    }

    @Test
    void ringAndACProgramCountUnderOneLock() throws Exception {
        CProgram program = CProgram.compile(folder);
        try (FutexRing ring = Rings.open();
                Child peer = program.start("count", file, ROUNDS)) {
            countWith(ring, peer);
        }
    }

    @Test
    void killedProcessTakesItsWaitsAlong() throws Exception {
        try (FutexRing ring = Rings.open();
                Board board = new Board(file);
                Child peer = Child.jvm(RingPeer.class, "sleep", file.toString())) {
            RingLock lock = RingLock.of(board.lock());
            assertThat(lock.tryLock()).isTrue();
            board.lock().compareAndSet(1, 2); // so the peer waits, even if it starts late
            WaitSet requests = board.requests();
            KernelQueue.untilWaiting(requests, 1);
            KernelQueue.untilWaiting(board.answers(), 1);
            KernelQueue.untilWaiting(board.lock(), 1);
            peer.kill();
            KernelQueue.untilWaiting(requests, 0);
            KernelQueue.untilWaiting(board.answers(), 0);
            KernelQueue.untilWaiting(board.lock(), 0);
            assertServes(ring, board, lock);
        }
    }

    private static void assertServes(FutexRing ring, Board board, RingLock lock) throws Exception {
        Acquire acquire = ring.queue(lock.acquire());
        Operation wait = ring.queue(Operation.wait(board.requests().word(0), 0));
        ring.submit();
        assertThat(board.requests().word(0).wakeAll()).isEqualTo(1);
        lock.unlock();
        while (ring.pending() > 0) {
            assertThat(ring.await(Deadline.after(Duration.ofSeconds(20)))).isPositive();
        }
        assertThat(wait.kind()).isEqualTo(Completion.Kind.WOKEN);
        assertThat(acquire.kind()).isEqualTo(Completion.Kind.ACQUIRED);
    }

    private void countWith(FutexRing ring, Child peer) throws Exception {
        try (Board board = new Board(file)) {
            RingPeer.count(board, ring, ROUNDS);
            String output = peer.output();
            assertThat(peer.exitCode()).as(output).isZero();
            assertThat(board.counter().get()).isEqualTo(2 * ROUNDS);
            assertThat(board.lock().get()).isZero();
        }
    }
}
