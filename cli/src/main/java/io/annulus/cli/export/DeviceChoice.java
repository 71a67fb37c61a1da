// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

/** The devices that a user may ask for. */
enum DeviceChoice {
    PLAIN,
    DOORBELL
}
