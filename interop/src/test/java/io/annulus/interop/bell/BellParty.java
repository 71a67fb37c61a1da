// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.interop.vm.Stream;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.ivshmem.driver.GuestDoorbells;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.GuestDevices;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.region.Region;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * What runs in a guest whose device was set up. It says {@code ready} when it can be rung, and what it found in the end.
 *
 * <pre>
 *   lead OTHER VECTORS ROUNDS      begins a {@link RingByRing} with peer OTHER
 *   follow OTHER VECTORS ROUNDS    answers in one
 *   mirror COUNT RING...           sends back what comes through RING, through RING-back, for each in turn
 *   turn COUNT RING                sends through RING, and receives what comes back
 *   rounds ROUNDS SEED             follows in {@link Rounds}
 *   sessions RING SESSIONS COUNT   hears so many numbers of so many {@link Sessions}
 *   vandal SECONDS SEED            writes nonsense over everything, and rings everyone
 *   hold                           keeps the device until it is wanted back
 * </pre>
 */
final class BellParty {
    private BellParty() {}

    public static void main(String[] arguments) {
        GuestDevice device = new GuestDevices(SystemFiles.ofThisMachine()).only();
        try (GuestDoorbells doorbells = GuestDoorbells.openWithInterrupts(device);
                Region region = doorbells.attach()) {
            System.out.println("ready as peer " + doorbells.id());
            String[] words = arguments;
            switch (words[0]) {
                case "lead" -> System.out.println(ringByRing(doorbells, words).lead());
                case "follow" -> System.out.println(ringByRing(doorbells, words).follow());
                case "mirror" -> mirror(doorbells, region, words);
                case "turn" -> turn(doorbells, region, words);
                case "vandal" -> vandal(doorbells, words);
                case "sessions" ->
                    new Sessions(doorbells, region, words[1])
                            .hear(Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                case "rounds" -> rounds(doorbells, region, words);
                default -> hold(doorbells);
            }
        }
        System.out.println("closed");
    }

    private static RingByRing ringByRing(GuestDoorbells doorbells, String[] words) {
        return new RingByRing(
                doorbells, Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }

    private static void mirror(GuestDoorbells doorbells, Region region, String[] words) {
        int count = Integer.parseInt(words[1]);
        StrictBells own = new StrictBells(doorbells);
        for (int i = 2; i < words.length; i++) {
            Stream in = stream(region, words[i], own, 0);
            Stream out = stream(region, words[i] + ServedGuests.BACK, own, 0);
            System.out.println(words[i] + " " + Stream.copy(in, out, count));
        }
    }

    private static void turn(GuestDoorbells doorbells, Region region, String[] words) {
        int count = Integer.parseInt(words[1]);
        StrictBells own = new StrictBells(doorbells);
        Stream out = stream(region, words[2], own, 0);
        Stream back = stream(region, words[2] + ServedGuests.BACK, own, 1);
        CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> out.sendNumbers(count));
        String received = back.receiveNumbers(count);
        System.out.println((received.equals(sent.join()) ? "same " : "different ") + received);
    }

    private static Stream stream(Region region, String ring, StrictBells own, int vector) {
        RingBells bells = RingBells.attach(region, ring);
        return new Stream(bells.ring(), () -> new BellRest(bells, own, vector));
    }

    private static void rounds(GuestDoorbells doorbells, Region region, String[] words) {
        int count = Integer.parseInt(words[1]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(words[2]));
        Rounds rounds = new Rounds(new StrictBells(doorbells), 0, region.memory(region.zone(Rounds.ZONE)), random);
        System.out.println("rang " + rounds.follow(count) + " times");
    }

    private static void vandal(GuestDoorbells doorbells, String[] words) {
        Duration time = Duration.ofSeconds(Long.parseLong(words[1]));
        try (Arena arena = Arena.ofConfined()) {
            Vandal vandal = new Vandal(doorbells, doorbells.map(arena), new SplittableRandom(Long.parseLong(words[2])));
            System.out.println(vandal.rage(time));
        }
    }

    private static void hold(GuestDoorbells doorbells) {
        try {
            doorbells.await(0, Duration.ofHours(1));
        } catch (AnnulusException e) {
            if (e.reason() != Reason.REMOVED) {
                throw e;
            }
            System.out.println("wanted back");
        }
    }
}
