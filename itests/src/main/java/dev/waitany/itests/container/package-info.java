/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Docker containers for tests, on the kernel of the host: the engine that answers ({@link
 * dev.waitany.itests.container.Engine}), a base image that is built from Debian's packages where no
 * registry can be reached ({@link dev.waitany.itests.container.BaseImage}), one image with a Java
 * runtime and the class path of the tests ({@link dev.waitany.itests.container.TestImage}), and
 * containers of it ({@link dev.waitany.itests.container.TestContainer}) with what a {@link
 * dev.waitany.itests.container.Sandbox} forbids.
 *
 * <p>All that is made here carries the label {@value dev.waitany.itests.container.Engine#RUN_LABEL}
 * and ends with the JVM that made it, however that ends: a container lives as long as its standard
 * input is open, and removes itself.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.container;
