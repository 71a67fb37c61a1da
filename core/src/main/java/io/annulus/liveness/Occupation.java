// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/**
 * What a participant does in the region, as written into its line.
 *
 * @param purpose why the line is there
 * @param entry index of the directory entry whose object it uses; 0 for {@link Purpose#DIRECTORY}
 * @param generation generation of that entry; 0 for {@link Purpose#DIRECTORY}
 * @param syncMode DPDK's number of the side's sync mode; 0 for {@link Purpose#DIRECTORY}
 */
public record Occupation(Purpose purpose, int entry, long generation, int syncMode) {

    /**
     * Changing the directory.
     *
     * @return the occupation of one directory change
     */
    public static Occupation directory() {
        return new Occupation(Purpose.DIRECTORY, 0, 0, 0);
    }

    /**
     * Whether this is a role on the object that an entry held in one generation.
     *
     * @param entryIndex index of the directory entry
     * @param entryGeneration its generation
     * @return true for producers and consumers of that object
     */
    public boolean uses(int entryIndex, long entryGeneration) {
        return purpose != Purpose.DIRECTORY && entry == entryIndex && generation == entryGeneration;
    }
}
