// SPDX-License-Identifier: Apache-2.0

/** The commands of a guest: what devices it has, and what is in their memory. */
package io.annulus.cli.guest;
