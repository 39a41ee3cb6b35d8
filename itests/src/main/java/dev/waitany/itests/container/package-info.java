/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Docker containers for tests, on the kernel of the host. {@link
 * dev.waitany.itests.container.TestImage} adds a Java runtime and the class path of the tests to
 * the base image, and {@link dev.waitany.itests.container.TestContainer} runs it.
 *
 * <p>Everything created here carries the label {@value dev.waitany.kernels.engine.Engine#RUN_LABEL}
 * and is removed when its JVM ends, even by SIGKILL: a container lives as long as its standard
 * input is open, and then removes itself.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.container;
