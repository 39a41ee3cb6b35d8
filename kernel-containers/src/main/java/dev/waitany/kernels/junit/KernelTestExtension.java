/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import dev.waitany.kernels.guest.GuestCommand;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes an invocation for each kernel. Here it reports what the machine's JVM reports of the same
 * tests. In the machine, where this extension runs too, there is one invocation, which runs them.
 */
final class KernelTestExtension
        implements ClassTemplateInvocationContextProvider, TestTemplateInvocationContextProvider {
    /** Is called by JUnit. */
    KernelTestExtension() {}

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestClass(), KernelTest.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        KernelTest test =
                AnnotationSupport.findAnnotation(context.getTestClass(), KernelTest.class)
                        .orElseThrow();
        return kernels(test)
                .map(
                        kernel ->
                                new ForClass(
                                        kernel, test, context.getRequiredTestClass().getName()));
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), KernelTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        KernelTest test =
                AnnotationSupport.findAnnotation(context.getTestMethod(), KernelTest.class)
                        .orElseThrow();
        String selector = selector(context.getRequiredTestClass(), context.getRequiredTestMethod());
        return kernels(test).map(kernel -> new ForMethod(kernel, test, selector));
    }

    /** Returns the kernels to test on; in a machine only its own. */
    private static Stream<String> kernels(KernelTest test) {
        String here = System.getProperty(GuestCommand.GUEST_PROPERTY);
        return here == null ? Stream.of(test.value()) : Stream.of(here);
    }

    private static String selector(Class<?> type, Method method) {
        return Stream.of(method.getParameterTypes())
                .map(Class::getTypeName)
                .collect(
                        Collectors.joining(
                                ",", type.getName() + "#" + method.getName() + "(", ")"));
    }

    private static List<Extension> extensions(String kernel, KernelTest test, String selector) {
        return System.getProperty(GuestCommand.GUEST_PROPERTY) == null
                ? List.of(new RemoteInvocation(new GuestRun(kernel, test, selector)))
                : List.of();
    }

    private record ForClass(String kernel, KernelTest test, String selector)
            implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return "Linux " + kernel;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return extensions(kernel, test, selector);
        }
    }

    private record ForMethod(String kernel, KernelTest test, String selector)
            implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return "Linux " + kernel;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return extensions(kernel, test, selector);
        }
    }
}
