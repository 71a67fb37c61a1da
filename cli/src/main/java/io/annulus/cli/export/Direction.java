// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

/** Which commands of a monitor are asked for. */
enum Direction {
    PLUG,
    UNPLUG
}
