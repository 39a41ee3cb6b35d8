/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.CountedWord;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Strategies;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule 26 between processes: the C program of the reference page takes turns with this process. A
 * lost wake would end in the time limit.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CountedWordsIT {
    private static final int ROUNDS = 2_000;
    private static final Pattern C_BLOCK = Pattern.compile("```c\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void theProgramOfThePageAndAJvmWakeEachOther(String strategy) throws Exception {
        CProgram program = CProgram.compile(folder, sourceOfThePage());
        Path file = Files.write(folder.resolve("words"), new byte[4096]);
        try (WaitAny waitAny = Strategies.open(strategy);
                Arena arena = Arena.ofShared();
                FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment memory =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
            CountedWord request = CountedWord.of(memory, 0, Sharing.SHARED);
            CountedWord answer = CountedWord.of(memory, 128, Sharing.SHARED);
            try (Child peer = program.start(file, ROUNDS)) {
                WaitSet set = WaitSet.of(FutexWord.allocate(arena), request.word());
                for (int round = 1; round <= ROUNDS; round++) {
                    awaitRequest(waitAny, set.expect(1, round - 1), peer);
                    assertThat(request.word().get()).isEqualTo(round);
                    answer.word().set(round);
                    assertThat(answer.wakeOne()).isBetween(0, 1);
                }
                String woken = peer.output().strip();
                assertThat(peer.exitCode()).as(woken).isZero();
                assertThat(Long.parseLong(woken)).isBetween(0L, (long) ROUNDS);
            }
            assertThat(request.waiters() + answer.waiters()).as("waits at the end").isZero();
        }
    }

    private static void awaitRequest(WaitAny waitAny, WaitSet set, Child peer) throws Exception {
        while (!waitAny.await(set, Deadline.after(Duration.ofSeconds(1))).isReady()) {
            assertThat(peer.isAlive()).as("the program runs").isTrue();
        }
    }

    private Path sourceOfThePage() throws Exception {
        String root = System.getProperty("dev.waitany.itests.root");
        Matcher block =
                C_BLOCK.matcher(Files.readString(Path.of(root, "docs/reference/counted-words.md")));
        assertThat(block.find()).as("the page has a C program").isTrue();
        return Files.writeString(folder.resolve("counted.c"), block.group(1));
    }
}
