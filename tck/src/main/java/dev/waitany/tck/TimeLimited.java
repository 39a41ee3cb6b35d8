/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test on a thread of its own within its time limit, and sees to its end. JUnit's own
 * limit interrupts, which is just what a broken strategy may ignore.
 */
final class TimeLimited implements InvocationInterceptor {
    @Override
    @SuppressWarnings("NullAway") // the type argument is JUnit's
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        Subject subject = (Subject) context.getRequiredTestInstance();
        subject.scene().run(Budget.of(context), invocation::proceed);
    }
}
