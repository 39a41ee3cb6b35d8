/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles blocks of pages. */
final class Compilation {
    private Compilation() {}

    /**
     * Compiles a block as a source file, on the class path of this JVM.
     *
     * @return errors and warnings, with lines of the source file
     */
    static List<String> problems(JavaBlock block, Path classes) throws IOException {
        Path source = classes.resolve(block.typeName() + ".java");
        Files.writeString(source, block.source());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        StringWriter other = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(problems, null, null)) {
            List<String> options =
                    List.of(
                            "-Xlint:all,-path,-processing",
                            "-proc:none",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            boolean compiled =
                    javac.getTask(
                                    other,
                                    files,
                                    problems,
                                    options,
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            List<String> found = problems.getDiagnostics().stream().map(Object::toString).toList();
            return compiled || !found.isEmpty() ? found : List.of("javac failed: " + other);
        }
    }
}
