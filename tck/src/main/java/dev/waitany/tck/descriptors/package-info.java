/* SPDX-License-Identifier: Apache-2.0 */

/** The rule of the contract on file descriptors. */
package dev.waitany.tck.descriptors;
