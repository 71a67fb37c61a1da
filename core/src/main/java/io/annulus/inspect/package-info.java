// SPDX-License-Identifier: Apache-2.0

/**
 * Looking at regions and rings from outside, while others work on them: what is there, whether it can be, how fast it moves,
 * and who holds it up.
 *
 * <p>Nothing here writes to shared memory, so a region opened with {@link io.annulus.region.Access#READ_ONLY} is enough, and
 * whoever works there never notices. The price is that an onlooker can stop nobody: words are read one after the other
 * while they change. So a {@link io.annulus.inspect.RingSnapshot} looks until two looks agree, and says so if they never do;
 * and what it {@linkplain io.annulus.inspect.RingSnapshot#findings finds} wrong is only what was so at one moment, never an
 * artefact of having read half of it before and half after an operation.
 *
 * <p>One look cannot tell a thread that is just now between head and tail from one that has been there for an hour.
 * {@link io.annulus.inspect.StallWatch} compares several, and a {@link io.annulus.inspect.Diagnosis} adds who it may be:
 * everyone with a role on that side, whether alive, stopped or dead, here or in another container or machine.
 *
 * <p>{@link io.annulus.inspect.RingRates} and {@link io.annulus.inspect.RegionRates} compare two snapshots. Text is for
 * people and may change; {@link io.annulus.inspect.RingTelemetry} has the fields of DPDK's telemetry for programs.
 */
package io.annulus.inspect;
