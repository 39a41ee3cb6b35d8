/* SPDX-License-Identifier: Apache-2.0 */

/** The system calls with which a program makes file descriptors and waits for them. */
package dev.waitany.linux.descriptor;
