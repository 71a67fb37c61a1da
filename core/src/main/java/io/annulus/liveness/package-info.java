// SPDX-License-Identifier: Apache-2.0

/**
 * Who takes part in a region, and who of them can never write again.
 *
 * <p>A process is a {@link io.annulus.liveness.ProcessIdentity}: its pid and start time, and the
 * {@link io.annulus.liveness.Realm} (kernel boot, pid namespace, time namespace) in which those two numbers mean
 * anything. It writes itself into one of the region's participant lines before it claims anything, so that whoever
 * finds the claim later can look the holder up as a {@link io.annulus.liveness.ParticipantInfo}.
 *
 * <p>A {@link io.annulus.liveness.DeathWitness} then says alive, dead or unknown. Dead means certified by our own kernel:
 * no timeout, no heartbeat. A stopped process is alive; a process in another container, virtual machine or boot is
 * unknown; neither is ever taken over without force.
 */
package io.annulus.liveness;
