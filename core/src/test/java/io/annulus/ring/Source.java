// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The kinds of memory a ring can lie in, and of code that can move its elements. */
enum Source {
    ANONYMOUS {
        @Override
        Made make(RingSpec spec) {
            Region region = Region.anonymous(SPEC);
            return new Made(Ring.create(region, "contract", spec), region::close);
        }
    },
    OWN_CODE {
        @Override
        Made make(RingSpec spec) {
            Region region = Region.anonymous(SPEC);
            return new Made(Ring.create(region, "contract", spec).withOwnCode(), region::close);
        }
    },
    SHARED_MEMORY_FILE {
        @Override
        Made make(RingSpec spec) {
            return inFile(Path.of("/dev/shm"), spec);
        }
    },
    OTHER_FILE {
        @Override
        Made make(RingSpec spec) {
            return inFile(Path.of(System.getProperty("java.io.tmpdir")), spec);
        }
    },
    RAW {
        @Override
        Made make(RingSpec spec) {
            Arena arena = Arena.ofShared();
            AbiProfile profile = AbiProfile.LINE_128;
            long bytes = RingLayout.memoryBytes(profile, spec.elementSize(), spec.size());
            return new Made(
                    Ring.createRaw(arena.allocate(bytes, profile.cacheLine()), "contract", spec, profile),
                    arena::close);
        }
    };

    private static final RegionSpec SPEC = RegionSpec.ofSize(32 << 10, 4, 8);

    /** A ring and what has to be closed when it is no longer needed. */
    record Made(Ring ring, Runnable close) {}

    abstract Made make(RingSpec spec);

    private static Made inFile(Path directory, RingSpec spec) {
        Path path = directory.resolve("annulus-contract-" + UUID.randomUUID());
        Region creator = Region.create(path, SPEC);
        Ring.create(creator, "contract", spec);
        creator.close();
        Region region = Region.open(path);
        return new Made(Ring.attach(region, "contract"), () -> {
            region.close();
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
