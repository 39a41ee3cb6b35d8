/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs no method of the test class here. In place of a test, it waits until the test is over in the
 * machine, and ends as it did there.
 */
final class RemoteInvocation
        implements InvocationInterceptor, AfterEachCallback, AfterClassTemplateInvocationCallback {
    private final GuestRun run;

    RemoteInvocation(GuestRun run) {
        this.run = run;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        run.report(context.getUniqueId(), context.getDisplayName());
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        run.report(context.getUniqueId(), context.getDisplayName());
    }

    /** Its nodes are those that the factory made in the machine. */
    @Override
    @SuppressWarnings("unchecked") // JUnit takes every stream of nodes from a factory
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        return (T) run.nodesOf(context.getUniqueId(), context.getDisplayName());
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    /** Ends the machine of a single method. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (run.isOfMethod()) {
            run.close();
        }
    }

    /** Ends the machine, and reports failures that are no test's, such as one of AfterAll. */
    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        try {
            run.reportRest();
        } finally {
            run.close();
        }
    }
}
