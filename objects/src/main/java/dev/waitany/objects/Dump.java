/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Describes the objects of a domain for people. */
final class Dump {
    private Dump() {}

    static String of(ObjectDomain domain, Engine engine) {
        List<EngineObject> objects = new ArrayList<>();
        engine.forEach(objects::add);
        StringBuilder text = new StringBuilder(domain.toString());
        text.append(": ").append(objects.size()).append(" objects");
        for (EngineObject object : objects) {
            text.append("\n  ")
                    .append(object.kind())
                    .append(" \"")
                    .append(object.label())
                    .append("\": ")
                    .append(state(object));
            List<String> waiters = object.waiters();
            if (!waiters.isEmpty()) {
                text.append("; waiting: ").append(String.join(", ", waiters));
            }
        }
        return text.append('\n').toString();
    }

    private static String state(EngineObject object) {
        int state = object.state();
        if (state == Refusal.CLOSED) {
            return "closed";
        }
        return switch (object.kind()) {
            case SEMAPHORE -> state + " of " + object.maximum();
            case MUTEX -> mutex(object, state);
            default -> state == 0 ? "unset" : "set";
        };
    }

    private static String mutex(EngineObject mutex, int depth) {
        if (depth == 0) {
            return mutex.isAbandoned() ? "free, abandoned" : "free";
        }
        Thread owner = mutex.owner();
        return "depth %d, owner %s"
                .formatted(depth, owner == null ? "that has ended" : owner.getName());
    }
}
