/* SPDX-License-Identifier: Apache-2.0 */

/** This machine as containers and guests need it: its programs, and the files kept on it. */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.machine;
