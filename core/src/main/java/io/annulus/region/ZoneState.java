// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

/** What has become of a zone found earlier. */
public enum ZoneState {
    /** It is there. */
    READY,
    /** It is there, and being reset: no role on it can be opened. Lasts only where the one who resets it died. */
    RESETTING,
    /** It was removed; something else may lie in its place. */
    REMOVED
}
