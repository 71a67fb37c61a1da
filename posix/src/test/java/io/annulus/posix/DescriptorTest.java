// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {
    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void aFileThatIsMissingIsAnErrorThatNamesCallArgumentAndRemedy() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Descriptor.open(missing))
                .isInstanceOf(AnnulusException.class)
                .hasMessage("openat(" + missing + "): ENOENT, no such file or directory. Check the path.")
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aNewFileHasThePermissionsAskedForAndIsNeverAnOldOne() {
        Path path = directory.resolve("new");
        try (Descriptor file = Descriptor.open(path, OpenMode.CREATE_NEW, 0600)) {
            file.setPermissions(0640);
            FileStatus status = FileStatus.of(file);
            assertThat(status.permissions()).isEqualTo(0640);
            assertThat(status.kind()).isEqualTo(FileStatus.REGULAR);
            assertThat(status.links()).isEqualTo(1);
            refused(Reason.ALREADY_EXISTS, () -> Descriptor.open(path, OpenMode.CREATE_NEW, 0600));
        }
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path target = Files.createFile(directory.resolve("target"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        refused(Reason.SYMBOLIC_LINK, () -> Descriptor.open(link));
    }

    @Test
    void aClosedOneIsNotUsedAndClosingTwiceClosesNobodyElses() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        Descriptor first = Descriptor.open(path);
        int number = first.number();
        first.close();
        try (Descriptor second = Descriptor.open(path)) {
            assertThat(second.number())
                    .as("the kernel gives the lowest free number")
                    .isEqualTo(number);
            first.close();
            assertThat(FileStatus.of(second).bytes()).isZero();
            refused(Reason.CLOSED, first::number);
        }
    }

    @Test
    void aDuplicateLivesOnItsOwn() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        Descriptor first = Descriptor.open(path);
        try (Descriptor second = first.duplicate()) {
            first.close();
            second.setLength(17);
            assertThat(Files.size(path)).isEqualTo(17);
            assertThat(second.isWritable()).isTrue();
        }
    }

    @Test
    void whatIsOpenForReadingSaysSo() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        try (Descriptor file = Descriptor.open(path, OpenMode.READ, 0)) {
            assertThat(file.isWritable()).isFalse();
            refused(Reason.BAD_SPEC, () -> file.setLength(1));
        }
    }

    @Test
    void othersReachTheSameFileThroughProc() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "shared");
        try (Descriptor file = Descriptor.open(path)) {
            assertThat(Files.readString(file.pathForOthers())).isEqualTo("shared");
        }
    }

    @Test
    void aLockIsHeldOnceAndFreeAgainAfterwards() {
        Path path = directory.resolve("lock");
        try (LockFile held = LockFile.take(path)) {
            assertThat(held).isNotNull();
            refused(Reason.IN_USE, () -> LockFile.take(path));
        }
        LockFile.take(path).close();
        assertThat(path).exists();
    }

    @Test
    void aLockThatItsHolderRemovedIsFreeUnderTheSameName() {
        Path path = directory.resolve("lock");
        LockFile.take(path).remove();
        assertThat(path).doesNotExist();
        try (LockFile held = LockFile.take(path)) {
            assertThat(held).isNotNull();
            refused(Reason.IN_USE, () -> LockFile.take(path));
        }
    }

    @Test
    void theLimitCanBeLoweredAndRaisedAgain() {
        DescriptorLimit before = DescriptorLimit.now();
        try {
            assertThat(before.set(before.current() - 1).current()).isEqualTo(before.current() - 1);
        } finally {
            before.set(before.current());
        }
        assertThat(DescriptorLimit.now()).isEqualTo(before);
    }

    @Test
    void whenNoneIsLeftThatIsSaidAndHowToHaveMore() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        DescriptorLimit limit = DescriptorLimit.now();
        try (Descriptor file = Descriptor.open(path)) {
            limit.set(file.number());
            refused(Reason.NO_DESCRIPTORS, file::duplicate).contains("EMFILE", "ulimit -n");
        } finally {
            limit.set(limit.current());
        }
    }
}
