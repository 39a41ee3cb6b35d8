/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.Timer;
import dev.waitany.objects.UnsignallableException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 98 to 105: signal one object, wait for another. */
public interface SignalAndWaitCases extends ObjectCases {
    @Test
    default void case098_signalsAndTakes() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        ManualResetEvent set = objects().domain().manualResetEvent(true);
        taken(objects().domain().signalAndWait(event, set, Deadline.never()), 0);
        assertThat(event.isSet()).isTrue();
    }

    @Test
    default void case099_theSameEventForBoth() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        for (int i = 0; i < 10_000; i++) {
            taken(objects().domain().signalAndWait(event, event, Deadline.never()), 0);
        }
        timedOut(objects().poll(event));
    }

    @Test
    default void case100_theSignalStaysIfTheWaitTimesOut() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        ManualResetEvent unset = objects().domain().manualResetEvent(false);
        timedOut(objects().domain().signalAndWait(event, unset, Deadline.now()));
        assertThat(event.isSet()).isTrue();
    }

    @Test
    default void case101_nullIsRefused() {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        assertThatNullPointerException()
                .isThrownBy(() -> objects().domain().signalAndWait(event, none(), Deadline.now()));
        assertThatNullPointerException()
                .isThrownBy(() -> objects().domain().signalAndWait(none(), event, Deadline.now()));
        assertThat(event.isSet()).isFalse();
    }

    @SuppressWarnings("NullAway") // what the case is about
    private static AutoResetEvent none() {
        return null;
    }

    @Test
    default void case102_aSetEventCanBeSignalled() throws Exception {
        ManualResetEvent set = objects().domain().manualResetEvent(true);
        AutoResetEvent awaited = objects().domain().autoResetEvent(true);
        taken(objects().domain().signalAndWait(set, awaited, Deadline.now()), 0);
    }

    @Test
    default void case103_aTimerCannotBeSignalled() {
        Timer timer = objects().domain().autoResetTimer();
        AutoResetEvent awaited = objects().domain().autoResetEvent(true);
        assertThatExceptionOfType(UnsignallableException.class)
                .isThrownBy(() -> objects().domain().signalAndWait(timer, awaited, Deadline.now()));
        assertThat(awaited.isSet()).isTrue();
    }

    /** A deadline cannot be negative, but missing. */
    @Test
    default void case104_aMissingDeadlineIsRefused() {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        AutoResetEvent awaited = objects().domain().autoResetEvent(true);
        assertThatNullPointerException()
                .isThrownBy(() -> objects().domain().signalAndWait(event, awaited, noDeadline()));
        assertThat(event.isSet()).isFalse();
        assertThat(awaited.isSet()).isTrue();
    }

    @SuppressWarnings("NullAway") // what the case is about
    private static Deadline noDeadline() {
        return null;
    }

    /** Two threads hand a token to and fro; either thread may run first. */
    @Test
    default void case105_signalThenWait() throws Exception {
        AutoResetEvent ping = objects().domain().autoResetEvent(false);
        AutoResetEvent pong = objects().domain().autoResetEvent(false);
        FutureTask<Boolean> other =
                objects()
                        .start(
                                "other",
                                () -> {
                                    taken(objects().any(ping), 0);
                                    for (int i = 0; i < 100; i++) {
                                        taken(
                                                objects()
                                                        .domain()
                                                        .signalAndWait(
                                                                pong, ping, Deadline.never()),
                                                0);
                                    }
                                    return true;
                                });
        for (int i = 0; i < 100; i++) {
            taken(objects().domain().signalAndWait(ping, pong, Deadline.never()), 0);
        }
        ping.set();
        assertThat(Peer.result(other)).isTrue();
    }
}
