// SPDX-License-Identifier: Apache-2.0

/**
 * What leaves the command: data on standard output as text or JSON, errors on standard error, and a status.
 *
 * <p>Commands throw; {@link io.annulus.cli.output.ErrorReport} alone decides what a user reads and which of the
 * {@link io.annulus.cli.output.ExitCode}s a script sees. Nothing is coloured, and progress appears only where
 * {@link io.annulus.cli.output.Terminal} sees a person.
 */
package io.annulus.cli.output;
