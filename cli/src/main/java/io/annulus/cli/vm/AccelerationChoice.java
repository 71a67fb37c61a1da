// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

/** What a user may ask for. */
public enum AccelerationChoice {
    /** KVM where a trial shows that it runs a guest, and TCG otherwise. */
    AUTO,
    /** TCG. */
    TCG,
    /** KVM, or failure. */
    KVM
}
