// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.peers.LivePeers;
import io.annulus.region.Region;
import io.annulus.region.ZoneKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What a virtual machine may see of a region. Since it can see all of it, this is a statement that is checked, not a filter:
 * with {@link Others#REFUSED}, there must be nothing else.
 *
 * @param names and what kind each is; empty for the whole region, whatever is in it
 * @param others what becomes of the rest
 */
public record VisibleNames(SequencedMap<String, ZoneKind> names, Others others) {

    /** What has a name in the region, but not here. */
    public enum Others {
        /** There must be none. */
        REFUSED,
        /** They are shared, too. */
        SHARED
    }

    /** Copies the map. */
    public VisibleNames {
        names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
    }

    /**
     * The whole region.
     *
     * @return what a region is that was made for its machine
     */
    public static VisibleNames all() {
        return new VisibleNames(new LinkedHashMap<>(), Others.SHARED);
    }

    /**
     * Nothing but these.
     *
     * @param names and what kind each is
     * @return a statement that is checked
     */
    public static VisibleNames only(SequencedMap<String, ZoneKind> names) {
        return new VisibleNames(names, Others.REFUSED);
    }

    /**
     * The same names, with whatever else there is.
     *
     * @return a statement that is checked for these names alone
     */
    public VisibleNames withOthers() {
        return new VisibleNames(names, Others.SHARED);
    }

    /**
     * The objects of these names.
     *
     * @param region that has them
     * @return in the order of the region's directory; all of them if no name was given
     * @throws AnnulusException {@link Reason#NOT_FOUND} with a list of what there is, or {@link Reason#WRONG_KIND}
     */
    public List<SharedObject> in(SharedRegion region) {
        names.forEach((name, kind) -> require(region, name, kind));
        return region.objects().stream()
                .filter(object ->
                        names.isEmpty() || names.containsKey(object.zone().name()))
                .toList();
    }

    private static void require(SharedRegion region, String name, ZoneKind kind) {
        SharedObject found = region.objects().stream()
                .filter(object -> object.zone().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AnnulusException(
                        Reason.NOT_FOUND,
                        region.where() + ": expected a " + SharedObject.word(kind) + " '" + name + "', found "
                                + region.listed(),
                        "Check the name"));
        if (found.zone().kind() != kind) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    region.where() + ": expected a " + SharedObject.word(kind) + " '" + name + "', found a "
                            + found.kind(),
                    "Say --" + found.kind() + " " + ShellText.quote(name));
        }
    }

    /** Refuses a region with more in it, unless that is shared, too. */
    void requireIn(SharedRegion region) {
        List<SharedObject> wanted = in(region);
        List<SharedObject> rest = new ArrayList<>(region.objects());
        rest.removeAll(wanted);
        // The server's own, which it puts into every region that it shares.
        rest.removeIf(object -> object.zone().name().equals(LivePeers.ZONE));
        if (others == Others.REFUSED && !rest.isEmpty()) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    region.where() + ": expected nothing but " + described(wanted) + ", found " + described(rest)
                            + " besides; a machine sees all of its region",
                    "Give the machine a region of its own: " + recipe(region, wanted)
                            + " ; or share everything there is: --share-all");
        }
    }

    private static String described(List<SharedObject> objects) {
        return objects.isEmpty()
                ? "nothing"
                : objects.stream().map(SharedObject::described).collect(Collectors.joining(", "));
    }

    /** A name for another region, as short as a command takes it. */
    private static String beside(Path file) {
        String name = file.getFileName() + "-vm";
        boolean isUsual = Region.resolve(name).equals(file.resolveSibling(name));
        return ShellText.quote(isUsual ? name : file.resolveSibling(name).toString());
    }

    /** Commands for a region with these objects alone. */
    private static String recipe(SharedRegion region, List<SharedObject> wanted) {
        String place = region.file().map(VisibleNames::beside).orElse("NEW");
        List<String> commands = new ArrayList<>();
        commands.add("annulus region create " + place + " --size " + region.bytes());
        List<String> byProgram = new ArrayList<>();
        wanted.forEach(
                object -> object.recipe(place).ifPresentOrElse(commands::add, () -> byProgram.add(object.described())));
        if (region.file().isEmpty()) {
            commands.add("annulus ivshmem serve --socket SOCKET --size " + region.bytes() + " --memory file:" + place);
        }
        return String.join(" && ", commands)
                + (byProgram.isEmpty() ? "" : " (and " + String.join(", ", byProgram) + " by its program)");
    }
}
