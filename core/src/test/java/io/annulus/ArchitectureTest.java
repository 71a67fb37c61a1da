// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.annulus.memory.Probe;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package of the core may use which: the arrows point one way. */
class ArchitectureTest {
    /** Each package of the core, and the packages of the core it may use. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.of(
            "memory", List.of(),
            "error", List.of(),
            "liveness", List.of("memory", "error"),
            "participants", List.of("memory", "error", "liveness"),
            "region", List.of("memory", "error", "liveness", "participants"),
            "sync", List.of("memory", "error"),
            "ring", List.of("sync", "region", "liveness", "memory", "error"),
            "objects", List.of("ring", "sync", "memory", "error"),
            "inspect", List.of("ring", "region", "liveness", "error")));

    private static final String CORE = "io.annulus";
    private static final String FIXTURE = "io.annulus.fixture";

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE);
    private final JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    @Test
    void theCoreIsRead() {
        assertThat(core.contain(Probe.class)).isTrue();
        assertThat(core.stream().noneMatch(c -> c.getPackageName().startsWith(FIXTURE)))
                .isTrue();
    }

    @Test
    void everyClassIsInAPackageWithArrows() {
        classes()
                .that(not(name("module-info")))
                .should()
                .resideInAnyPackage(
                        ARROWS.keySet().stream().map(p -> within(CORE, p)).toArray(String[]::new))
                .check(core);
    }

    @TestFactory
    Stream<DynamicTest> arrowsPointOneWay() {
        return ARROWS.keySet().stream()
                .map(from -> DynamicTest.dynamicTest(
                        from, () -> arrowsOf(CORE, from).allowEmptyShould(true).check(core)));
    }

    @Test
    void noCycles() {
        cycles(CORE).check(core);
    }

    @Test
    void onlyWordsUsesVarHandles() {
        varHandles().check(core);
    }

    @Test
    void nothingUsesUnsafeOrJdkInternals() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sun.misc.Unsafe")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.internal..")
                .check(core);
    }

    @Test
    void theRulesCanFail() {
        assertFails(arrowsOf(FIXTURE, "memory"), "Target");
        assertFails(cycles(FIXTURE), "Cycle detected");
        assertFails(varHandles(), "Offender");
    }

    private void assertFails(ArchRule rule, String because) {
        assertThatThrownBy(() -> rule.check(fixture))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static ArchRule arrowsOf(String root, String from) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", within(root, from)),
                        ARROWS.get(from).stream().map(to -> within(root, to)))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(within(root, from))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static ArchRule cycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule varHandles() {
        return noClasses()
                .that(not(name("io.annulus.memory.Words")))
                .and()
                .haveNameNotMatching("io\\.annulus\\.memory\\.Words\\$.*")
                .should()
                .dependOnClassesThat(equivalentTo(VarHandle.class));
    }

    private static String within(String root, String name) {
        return root + "." + name + "..";
    }
}
