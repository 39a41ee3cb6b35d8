/* SPDX-License-Identifier: Apache-2.0 */

/**
 * File descriptors in the same wait as words.
 *
 * <p>A {@link dev.waitany.descriptor.DescriptorWatcher} gives each descriptor a {@linkplain
 * dev.waitany.descriptor.DescriptorWord word}. Its thread changes and wakes that word when the
 * descriptor is ready. So descriptors work with every strategy, in every kind of set, and under
 * every rule for words.
 *
 * <p>A descriptor is its number, an {@code int}. {@link dev.waitany.descriptor.EventFd}, {@link
 * dev.waitany.descriptor.TimerFd} and {@link dev.waitany.descriptor.PidFd} make descriptors. The
 * JDK does not tell the numbers of its sockets and files. Native code does, and a number that it
 * returns can be watched.
 *
 * <p>No method accepts or returns null.
 */
package dev.waitany.descriptor;
