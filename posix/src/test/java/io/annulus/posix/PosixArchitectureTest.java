// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.annulus.posix.kernel.Kernel;
import java.lang.foreign.Linker;
import org.junit.jupiter.api.Test;

/** One class has the downcall, and the packages around it do not use each other. */
class PosixArchitectureTest {
    private final JavaClasses posix = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.annulus.posix");

    @Test
    void onlyTheKernelHasADowncall() {
        assertThat(posix.contain(Kernel.class)).isTrue();
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Kernel.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Linker.class)
                .check(posix);
        classes()
                .that()
                .haveFullyQualifiedName(Kernel.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Linker.class)
                .check(posix);
    }

    @Test
    void theKernelKnowsNobodyHere() {
        noClasses()
                .that()
                .resideInAPackage("io.annulus.posix.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.annulus.posix",
                        "io.annulus.posix.memory..",
                        "io.annulus.posix.event..",
                        "io.annulus.posix.socket..")
                .check(posix);
    }

    @Test
    void memoryEventsAndSocketsDoNotUseEachOther() {
        slices().matching("io.annulus.posix.(memory|event|socket)..")
                .should()
                .notDependOnEachOther()
                .check(posix);
    }
}
