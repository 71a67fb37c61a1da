// SPDX-License-Identifier: Apache-2.0
package pictures;

/**
 * What one thread is about: a bar along the positions it works on, and a word about it.
 *
 * @param side which side's colour it has, and above or below the strip it stands
 * @param stage how far it has come
 * @param from the first position
 * @param count how many
 * @param text what it does
 */
record Bar(Role side, Stage stage, int from, int count, String text) {

    /** The two sides of a ring, with the colours they have in every picture. */
    enum Role {
        CONSUMER("#0f766e", "#c9ebe5"),
        PRODUCER("#b45309", "#fde2b8");

        final String dark;
        final String tint;

        Role(String dark, String tint) {
            this.dark = dark;
            this.tint = tint;
        }
    }

    /** Whether the thread may touch those slots already. */
    enum Stage {
        WANTED,
        TAKEN
    }
}
