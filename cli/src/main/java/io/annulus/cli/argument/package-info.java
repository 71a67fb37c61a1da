// SPDX-License-Identifier: Apache-2.0

/**
 * What people type: sizes, durations, permissions, paths and sync modes. Each refuses with what it expected and what it
 * found, which ends as a usage error.
 */
package io.annulus.cli.argument;
