// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.FormatOption;
import io.annulus.ivshmem.export.Export;
import io.annulus.ivshmem.export.InstalledQemu;
import io.annulus.ivshmem.export.VisibleNames;
import io.annulus.region.ZoneKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem export}. */
@Command(
        name = "export",
        description = {
            "Print what gives a virtual machine this region as a device: QEMU's arguments, commands for a QEMU that runs, or an"
                    + " element for libvirt. Changes nothing.",
            "A machine sees all of its region. With --ring or --zone, refuses a region that has more in it than that, and says"
                    + " how to make one that has not.",
            "Asks the installed QEMU for its version, and whether it has the device."
        },
        footer = {
            "  annulus ivshmem export market",
            "  annulus ivshmem export market --ring orders --ring fills --as libvirt",
            "  annulus ivshmem export market --as qmp --bus port1 | socat - UNIX-CONNECT:qmp.sock",
            "  annulus ivshmem export /run/annulus/vm1 --device doorbell --vectors 2",
            "  annulus ivshmem export market --as dump"
        })
public final class ExportCommand implements Runnable {
    private static final String NONE = "none";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description =
                    "The region; a name without '/' means /dev/shm. Or the socket of a server, which is asked for its region:"
                            + " its peers see this command come and go.")
    private RegionPath place;

    @Option(
            names = "--device",
            paramLabel = "plain|doorbell",
            description =
                    "plain: memory (default for a file). doorbell: memory and interrupts, from a server (default for a"
                            + " socket).")
    private DeviceChoice device;

    @Option(
            names = "--as",
            paramLabel = "qemu|qmp|libvirt|dump",
            description =
                    "qemu (default): arguments, quoted for a shell. qmp: commands for its monitor, a line of JSON each."
                            + " libvirt: a <shmem> element. dump: a table of all that the machine would see.")
    private ExportForm form = ExportForm.QEMU;

    private final SequencedMap<String, ZoneKind> names = new LinkedHashMap<>();

    @Option(names = "--ring", paramLabel = "NAME", description = "A ring that the machine may see; can be repeated.")
    void setRings(List<String> rings) {
        rings.forEach(ring -> names.put(ring, ZoneKind.RING));
    }

    @Option(names = "--zone", paramLabel = "NAME", description = "A raw zone that it may see; can be repeated.")
    void setZones(List<String> zones) {
        zones.forEach(zone -> names.put(zone, ZoneKind.RAW));
    }

    @Option(
            names = "--share-all",
            description = "It may see everything else in the region, too. The same as naming nothing.")
    private boolean shareAll;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "For a doorbell device of a region in a file: where the server that shares this file listens. If it"
                            + " runs, it is asked whether it does.")
    private Path socket;

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description = "Of a doorbell device, 1 to 64: as many as the server gives (default 1).")
    private int vectors = 1;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description =
                    "Of the device; what is behind it is NAME-memory or NAME-server (default: the last part of PATH).")
    private String id;

    @Option(
            names = "--bus",
            paramLabel = "BUS",
            description =
                    "The machine's PCI bus to plug it into. To plug it into a running q35 machine, that must be a free"
                            + " pcie-root-port; a running pc machine needs none.")
    private String bus;

    @Option(names = "--unplug", description = "With --as qmp: print the commands that take the device away again.")
    private boolean unplug;

    @Option(
            names = "--qemu",
            paramLabel = "PROGRAM",
            description = "The QEMU that is to run it (default " + InstalledQemu.USUAL
                    + "). none: ask none, print for the newest" + " known.")
    private String program = InstalledQemu.USUAL;

    @Mixin
    private FormatOption format;

    /** Made by picocli. */
    public ExportCommand() {}

    @Override
    public void run() {
        requireSense();
        Subject subject = socket == null
                ? Subject.at(place.path(), vectors, this::note)
                : Subject.at(place.path(), socket.toAbsolutePath(), vectors, this::note);
        PrintWriter out = spec.commandLine().getOut();
        if (form == ExportForm.DUMP) {
            out.println(new DumpView(subject.region(), visible().in(subject.region())).text(format));
            return;
        }
        Export export = export(subject);
        InstalledQemu qemu = qemu();
        qemu.require(export.attachment());
        Direction direction = unplug ? Direction.UNPLUG : Direction.PLUG;
        String text = new ExportView(export, qemu, form, direction).text(format);
        new Advice(export, this::note).give(form, direction);
        out.println(text);
    }

    private void requireSense() {
        if (socket != null && device == DeviceChoice.PLAIN) {
            throw new ParameterException(spec.commandLine(), "--socket: only a doorbell device has a server");
        }
        if (unplug && form != ExportForm.QMP) {
            throw new ParameterException(spec.commandLine(), "--unplug: only with --as qmp");
        }
    }

    private Export export(Subject subject) {
        boolean plain = device == null ? subject.socket().isEmpty() : device == DeviceChoice.PLAIN;
        Export export;
        if (plain) {
            export = Export.plain(subject.region(), visible());
        } else {
            Path server = subject.socket()
                    .orElseThrow(
                            () -> new ParameterException(
                                    spec.commandLine(),
                                    "--device doorbell: interrupts come from a server, so give its socket as PATH, or with --socket"));
            export = Export.doorbell(subject.region(), visible(), server, vectors);
        }
        export = id == null ? export : export.withId(id);
        return bus == null ? export : export.onBus(bus);
    }

    private VisibleNames visible() {
        if (names.isEmpty()) {
            return VisibleNames.all();
        }
        VisibleNames only = VisibleNames.only(names);
        return shareAll ? only.withOthers() : only;
    }

    private InstalledQemu qemu() {
        if (!program.equals(NONE)) {
            return InstalledQemu.probe(program);
        }
        InstalledQemu elsewhere = InstalledQemu.elsewhere();
        note("no QEMU was asked: this is for one of version " + elsewhere.version() + " that has the device");
        return elsewhere;
    }

    private void note(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("annulus: " + text);
        err.flush();
    }
}
