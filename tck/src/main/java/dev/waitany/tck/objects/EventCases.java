/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.in;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectNameException;
import org.junit.jupiter.api.Test;

/** Cases 36 to 43, 49 to 53: events. */
public interface EventCases extends ObjectCases {
    @Test
    default void case036_setAnswersThePreviousState() {
        ManualResetEvent event = objects().domain().manualResetEvent(false);
        assertThat(event.set()).isFalse();
        assertThat(event.set()).isTrue();
        assertThat(event.isSet()).isTrue();
    }

    @Test
    default void case037_manualEventStaysSet() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        for (int i = 0; i < 5; i++) {
            taken(objects().poll(event), 0);
        }
        assertThat(event.isSet()).isTrue();
    }

    @Test
    default void case038_resetAnswersThePreviousState() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        assertThat(event.reset()).isTrue();
        assertThat(event.reset()).isFalse();
        timedOut(objects().poll(event));
    }

    @Test
    default void case039_pulseOfAManualEventUnsetsIt() {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        assertThat(event.pulse()).isTrue();
        assertThat(event.isSet()).isFalse();
        assertThat(event.pulse()).isFalse();
        assertThat(event.isSet()).isFalse();
    }

    @Test
    default void case040_setsDoNotAddUp() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        assertThat(event.set()).isTrue();
        assertThat(event.isSet()).isTrue();
        taken(objects().poll(event), 0);
        timedOut(objects().poll(event));
    }

    @Test
    default void case041_autoEventServesOnePoll() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        taken(objects().poll(event), 0);
        assertThat(event.isSet()).isFalse();
        timedOut(objects().poll(event));
    }

    @Test
    default void case042_resetOfAnUnsetAutoEvent() {
        assertThat(objects().domain().autoResetEvent(false).reset()).isFalse();
    }

    @Test
    default void case043_pulseOfAnAutoEventUnsetsIt() {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        assertThat(event.pulse()).isTrue();
        assertThat(event.pulse()).isFalse();
        assertThat(event.isSet()).isFalse();
    }

    @Test
    default void case049_newEventIsSetAsMade() throws Exception {
        ObjectDomain domain = objects().domain();
        taken(objects().poll(domain.autoResetEvent(true)), 0);
        timedOut(objects().poll(domain.autoResetEvent(false)));
        taken(objects().poll(domain.manualResetEvent(true)), 0);
        timedOut(objects().poll(domain.manualResetEvent(false)));
    }

    @Test
    default void case050_setThenReset() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        event.set();
        event.reset();
        timedOut(objects().poll(event));
    }

    @Test
    default void case051_resetEventTimesOutAndNotEarly() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(false);
        event.set();
        taken(objects().poll(event), 0);
        event.reset();
        timedOut(objects().poll(event));
        long begin = System.nanoTime();
        timedOut(event.await(in(50)));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000L);
    }

    /** Kinds are types here, so there is no unknown one: a name of another kind is refused. */
    @Test
    default void case052_anotherKindIsRefused() {
        AutoResetEvent event = objects().domain().named("event").autoResetEvent(false);
        assertThatExceptionOfType(ObjectNameException.class)
                .isThrownBy(() -> objects().domain().named("event").manualResetEvent(false));
        assertThat(event.isSet()).isFalse();
    }

    @Test
    default void case053_readingTellsTheState() {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        event.pulse();
        assertThat(event.isSet()).isFalse();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.isSet()).as("without a side effect").isTrue();
        event.reset();
        assertThat(event.isSet()).isFalse();
    }
}
