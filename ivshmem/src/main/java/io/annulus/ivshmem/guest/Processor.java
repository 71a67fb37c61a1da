// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processor of this virtual machine, as far as it says.
 *
 * @param vendor such as {@code GenuineIntel} or {@code AuthenticAMD}; that of the host under KVM, unless the machine was told
 *     to pretend; empty if unknown
 * @param model its name; empty if unknown
 * @param accelerator what runs the instructions
 * @param evidence how that is known, in words
 * @param possible how many virtual processors there can be at most, those not plugged in included; 0 if unknown
 */
public record Processor(String vendor, String model, Accelerator accelerator, String evidence, int possible) {
    private static final long SIGNATURE_LEAF = 0x4000_0000L;
    private static final int LEAF_BYTES = 16;
    private static final int HIGHEST = 1 << 16;

    /** Reads what the kernel shows. */
    static Processor in(SystemFiles files) {
        CpuInfo info =
                CpuInfo.of(SystemFiles.text(files.beside("proc", "cpuinfo")).orElse(""));
        Sign sign = sign(files, info);
        return new Processor(
                info.value("vendor_id"),
                info.value("model name"),
                sign.accelerator(),
                sign.evidence(),
                possible(SystemFiles.text(files.sysfs().resolve("devices/system/cpu/possible"))
                        .orElse("")));
    }

    private record Sign(Accelerator accelerator, String evidence) {}

    // The surest first: the hypervisor's own signature, which needs root and the module cpuid.
    private static Sign sign(SystemFiles files, CpuInfo info) {
        String signature = signature(files.beside("dev", "cpu", "0", "cpuid"));
        if (!signature.isEmpty() && info.isVirtual()) {
            return new Sign(named(signature), "CPUID says '" + signature + "'");
        }
        if (info.value("model name").contains("QEMU TCG")) {
            return new Sign(Accelerator.TCG, "the model name '" + info.value("model name") + "'");
        }
        String clocks = SystemFiles.text(
                        files.sysfs().resolve("devices/system/clocksource/clocksource0/available_clocksource"))
                .orElse("");
        if (clocks.contains("kvm-clock")) {
            return new Sign(Accelerator.KVM, "the kernel has KVM's clock");
        }
        String maker = SystemFiles.text(files.sysfs().resolve("class/dmi/id/sys_vendor"))
                .orElse("");
        if (maker.equals("QEMU") && info.isVirtual() && !clocks.isEmpty()) {
            return new Sign(Accelerator.TCG, "a machine of QEMU without KVM's clock");
        }
        if (info.value("flags").isEmpty()) {
            return new Sign(Accelerator.UNKNOWN, "this kind of processor does not say");
        }
        return info.isVirtual()
                ? new Sign(Accelerator.UNKNOWN, "the processor's flag 'hypervisor'")
                : new Sign(Accelerator.NONE, "no processor flag 'hypervisor'");
    }

    private static Accelerator named(String signature) {
        return switch (signature) {
            case "TCGTCGTCGTCG" -> Accelerator.TCG;
            case "KVMKVMKVM" -> Accelerator.KVM;
            default -> Accelerator.OTHER;
        };
    }

    /** EBX, ECX and EDX of CPUID leaf 0x40000000, as text; empty if they cannot be read. */
    private static String signature(Path cpuid) {
        ByteBuffer leaf = ByteBuffer.allocate(LEAF_BYTES);
        try (FileChannel channel = FileChannel.open(cpuid)) {
            if (channel.read(leaf, SIGNATURE_LEAF) != LEAF_BYTES) {
                return "";
            }
        } catch (IOException e) {
            return "";
        }
        String text = new String(leaf.array(), Integer.BYTES, LEAF_BYTES - Integer.BYTES, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("\0+$", "").chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? text.replaceFirst("\0+$", "").strip()
                : "";
    }

    /** The highest number in a list such as {@code 0-3,8}, and one. */
    private static int possible(String list) {
        String last = list.substring(Math.max(list.lastIndexOf('-'), list.lastIndexOf(',')) + 1);
        try {
            int highest = Integer.parseInt(last);
            return highest >= 0 && highest < HIGHEST ? highest + 1 : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * What is wrong with atomic operations between this guest and the host.
     *
     * @return a warning with its remedy; empty if there is no reason for one
     */
    public Optional<String> warning() {
        return accelerator == Accelerator.TCG && possible == 1
                ? Optional.of(
                        "under TCG with one possible virtual processor, atomic operations are not atomic towards the"
                                + " host and other guests: elements on sides for several threads get lost. Start QEMU with"
                                + " '-accel tcg,thread=multi -smp 1,maxcpus=2'")
                : Optional.empty();
    }
}
