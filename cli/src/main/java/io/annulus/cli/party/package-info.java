// SPDX-License-Identifier: Apache-2.0

/**
 * What each of the demo's parties does: hidden commands, each the whole life of a process.
 *
 * <pre>
 *   {@code demo produce}   file -> Sender -> [ring]                a process on the host
 *   {@code demo echo}      [ring] -> [ring]                        in a guest
 *   {@code demo consume}   [ring] -> Receiver -> SHA-256           a process on the host
 * </pre>
 *
 * <p>They find the rings, and their neighbours' doorbells, in a {@link io.annulus.cli.party.Meeting}; a {@link
 * io.annulus.cli.party.Waiting} is what they do when nothing moves. Those on the host watch their parent through a {@link
 * io.annulus.cli.party.Leash}, and tell it in a {@link io.annulus.cli.party.Report} how it went.
 */
package io.annulus.cli.party;
