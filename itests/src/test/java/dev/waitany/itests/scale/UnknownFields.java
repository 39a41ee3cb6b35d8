/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds fields that the types of the Kubernetes API do not have. A type keeps such fields as
 * additional properties and does not refuse them.
 */
final class UnknownFields {
    private static final String TYPES = "io.fabric8.kubernetes.api.model";

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** Returns the names of the unknown fields of a resource and of all its parts. */
    static List<String> of(Object resource) throws ReflectiveOperationException {
        UnknownFields fields = new UnknownFields();
        fields.visit(resource);
        return fields.found;
    }

    private void visit(Object value) throws ReflectiveOperationException {
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                visit(element);
            }
        } else if (value.getClass().getPackageName().startsWith(TYPES)) {
            for (Method method : value.getClass().getMethods()) {
                visitResult(value, method);
            }
        }
    }

    private void visitResult(Object value, Method method) throws ReflectiveOperationException {
        boolean isGetter =
                method.getName().startsWith("get")
                        && method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() == value.getClass();
        Object result = isGetter ? method.invoke(value) : null;
        if (result == null) {
            return;
        }
        if (method.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) result).keySet().forEach(name -> found.add(String.valueOf(name)));
        } else {
            visit(result);
        }
    }
}
