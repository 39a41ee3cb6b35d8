/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkingWordTest {
    private final ParkingWord word = new ParkingWord();

    @ParameterizedTest
    @ValueSource(ints = {ParkingWord.REQUEUED, ParkingWord.SENT})
    void helperThatWasSentNoSignalIsIdleWhenItLeaves(int order) {
        word.set(order);
        assertThat(word.leave(false)).isTrue();
        assertThat(word.state()).isEqualTo(ParkingWord.IDLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {ParkingWord.REQUEUED, ParkingWord.SENT})
    void signalThatHasInterruptedTheCallHasArrived(int order) {
        word.set(order);
        assertThat(word.alert()).isTrue();
        assertThat(word.state()).isEqualTo(order);
        assertThat(word.leave(true)).isTrue();
        assertThat(word.state()).isEqualTo(ParkingWord.IDLE);
    }

    @Test
    void helperThatWasWokenBeforeItsSignalIsNotIdleUntilItIsTold() {
        word.set(ParkingWord.REQUEUED);
        word.alert();
        assertThat(word.leave(false)).isFalse();
        assertThat(word.state()).isEqualTo(ParkingWord.LEFT);
        assertThat(word.alert()).as("a further signal").isFalse();
        assertThat(word.tell()).isTrue();
        assertThat(word.tell()).as("again").isTrue();
        assertThat(word.state()).isEqualTo(ParkingWord.TOLD);
        word.settle();
        assertThat(word.state()).isEqualTo(ParkingWord.IDLE);
    }

    @Test
    void interruptedCallProvesOnlyOneOfSeveralSignals() {
        for (int signals = 2; signals < 5; signals++) {
            word.set(ParkingWord.SENT);
            for (int i = 0; i < signals; i++) {
                assertThat(word.alert()).isTrue();
            }
            assertThat(word.leave(true)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ParkingWord.IDLE, ParkingWord.LEFT, ParkingWord.TOLD, ParkingWord.ENDED})
    void noSignalIsSentToAHelperThatIsOffItsWord(int state) {
        word.set(state);
        assertThat(word.alert()).isFalse();
        assertThat(word.state()).isEqualTo(state);
    }

    @Test
    void onlyAHelperThatHasLeftIsTold() {
        for (int state : new int[] {ParkingWord.IDLE, ParkingWord.REQUEUED, ParkingWord.ENDED}) {
            word.set(state);
            assertThat(word.tell()).isFalse();
            assertThat(word.state()).isEqualTo(state);
        }
    }

    @Test
    void helperThatHasLeftIsNotSentAgain() {
        word.set(ParkingWord.REQUEUED);
        assertThat(word.sendInstead()).isTrue();
        assertThat(word.state()).isEqualTo(ParkingWord.SENT);
        word.leave(false);
        assertThat(word.sendInstead()).isFalse();
    }
}
