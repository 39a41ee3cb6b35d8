/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the packages of this module may use of each other's types, beyond their public members. Not
 * exported.
 */
package dev.waitany.access;
