// SPDX-License-Identifier: Apache-2.0

/**
 * What Java cannot ask Linux for by itself. The only module with downcalls: whoever uses it starts Java with
 * {@code --enable-native-access=io.annulus.posix} (or {@code ALL-UNNAMED} on the class path).
 */
module io.annulus.posix {
    requires transitive io.annulus;

    exports io.annulus.posix;
    exports io.annulus.posix.event;
    exports io.annulus.posix.memory;
    exports io.annulus.posix.socket;
    exports io.annulus.posix.vfio;
}
