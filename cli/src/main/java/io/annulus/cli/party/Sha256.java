// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running SHA-256 and the number of bytes it has seen. */
public final class Sha256 {
    private final MessageDigest digest;
    private long bytes;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }

    void add(byte[] array, int from, int count) {
        digest.update(array, from, count);
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    /** To be asked for once, at the end. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
