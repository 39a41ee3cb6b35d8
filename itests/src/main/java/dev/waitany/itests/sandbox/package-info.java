/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What containers forbid or restrict, and what the strategies must report there: the table {@link
 * dev.waitany.itests.sandbox.Sandbox}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.sandbox;
