// SPDX-License-Identifier: Apache-2.0

/** Waits, each with an end: nothing the command does waits for ever unless a person asked for it. */
package io.annulus.cli.timing;
