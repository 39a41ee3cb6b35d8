/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Represents the tests of a guest as nodes of a test factory. A node's execution lasts from the
 * begin of its test in the guest to the end. For one run, on one thread.
 */
public final class GuestNodes {
    private final String guest;
    private final GuestEvents events;

    /**
     * Makes the nodes of one guest.
     *
     * @param guest is put before the name of each test
     */
    public GuestNodes(String guest, GuestEvents events) {
        this.guest = guest;
        this.events = events;
    }

    /**
     * Returns all tests. If the guest is lost, a last test fails. Asking for the next node blocks
     * until the guest has reached it.
     */
    public Stream<DynamicNode> stream() {
        return stream(new Nodes(guest, true));
    }

    private static Stream<DynamicNode> stream(Iterator<DynamicNode> nodes) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        nodes, Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private void awaitEndOfTest() {
        while (true) {
            GuestEvent event = events.next();
            switch (event.kind()) {
                case PASSED -> {
                    return;
                }
                case ENTRY -> {}
                case FAILED -> throw new GuestFailure(event.detail());
                case ABORTED -> throw new TestAbortedException(event.detail());
                default -> throw new GuestFailure("within a test came " + event);
            }
        }
    }

    /** Iterates over the nodes of one container. */
    private final class Nodes implements Iterator<DynamicNode> {
        private final String path;
        private final boolean outermost;
        private @Nullable DynamicNode ahead;
        private boolean over;

        Nodes(String path, boolean outermost) {
            this.path = path;
            this.outermost = outermost;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && !over) {
                try {
                    ahead = nodeOf(events.next());
                } catch (GuestLostException lost) {
                    over = true;
                    ahead = outermost ? failing("lost", lost) : null;
                }
            }
            return ahead != null;
        }

        @Override
        public DynamicNode next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException();
            }
            DynamicNode next = ahead;
            ahead = null;
            return next;
        }

        private @Nullable DynamicNode nodeOf(GuestEvent event) {
            String name = path + ": " + event.name();
            return switch (event.kind()) {
                case CONTAINER ->
                        DynamicContainer.dynamicContainer(
                                event.name(), stream(new Nodes(name, false)));
                case TEST -> DynamicTest.dynamicTest(name, GuestNodes.this::awaitEndOfTest);
                case SKIPPED -> failing(event.name(), new TestAbortedException(event.detail()));
                case ENTRY -> null;
                case PASSED, OVER -> end(null);
                case FAILED -> end(failing("as a whole", new GuestFailure(event.detail())));
                case ABORTED ->
                        end(failing("as a whole", new TestAbortedException(event.detail())));
            };
        }

        private @Nullable DynamicNode end(@Nullable DynamicNode last) {
            over = true;
            return last;
        }

        private DynamicNode failing(String name, RuntimeException why) {
            return DynamicTest.dynamicTest(
                    path + ": " + name,
                    () -> {
                        throw why;
                    });
        }

        private DynamicNode failing(String name, Error why) {
            return DynamicTest.dynamicTest(
                    path + ": " + name,
                    () -> {
                        throw why;
                    });
        }
    }
}
