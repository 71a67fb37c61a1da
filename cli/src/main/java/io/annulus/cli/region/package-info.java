// SPDX-License-Identifier: Apache-2.0

/** The commands on regions. Those that look open the region for reading only, and so cannot disturb it. */
package io.annulus.cli.region;
