// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import com.google.common.collect.testing.testers.QueuePollTester;
import com.google.common.collect.testing.testers.QueueRemoveTester;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The public conformance suite for queues, of Guava's test library, on the queue view of a ring of every mode.
 *
 * <p>The suite knows one feature for everything that takes elements out. Where elements cannot be removed from the middle,
 * the view is declared without it, and the suite checks that it refuses; since the head can be taken all the same, the
 * suite's tests of just that are run besides, and its one expectation to the contrary is left out.
 */
@SuppressWarnings("JdkObsolete") // The suite is written for JUnit 3.
final class QueueConformanceTest {
    private static final int LEAST_TESTS = 100;
    private static final Set<Class<?>> OF_THE_HEAD =
            Set.of(QueuePollTester.class, QueueRemoveTester.class, CollectionClearTester.class);

    @TestFactory
    Stream<DynamicNode> everyModeIsAQueue() {
        return Stream.of(SyncMode.values()).map(QueueConformanceTest::conformance);
    }

    private static DynamicNode conformance(SyncMode mode) {
        List<TestCase> cases = ObjectShape.isHoldable(mode) ? whole(mode) : withoutTheMiddle(mode);
        assertThat(cases).as("tests of the suite that apply to %s", mode).hasSizeGreaterThan(LEAST_TESTS);
        return DynamicContainer.dynamicContainer(
                mode.name(), cases.stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> run(c))));
    }

    private static List<TestCase> whole(SyncMode mode) {
        return cases(suite(mode).withFeatures(CollectionFeature.GENERAL_PURPOSE));
    }

    private static List<TestCase> withoutTheMiddle(SyncMode mode) {
        List<TestCase> cases = new ArrayList<>(cases(suite(mode)
                .withFeatures(CollectionFeature.SUPPORTS_ADD)
                .suppressing(method(CollectionClearTester.class, "testClear_unsupported"))));
        List<TestCase> ofTheHead = cases(suite(mode).withFeatures(CollectionFeature.GENERAL_PURPOSE)).stream()
                .filter(c -> OF_THE_HEAD.contains(c.getClass()))
                .toList();
        assertThat(ofTheHead.stream().map(TestCase::getClass).distinct()).hasSameSizeAs(OF_THE_HEAD);
        cases.addAll(ofTheHead);
        return cases;
    }

    private static QueueTestSuiteBuilder<String> suite(SyncMode mode) {
        return QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
                    @Override
                    protected Queue<String> create(String[] elements) {
                        ObjectRing<String> ring = ObjectRing.create(
                                RingSpec.ofEntries(64).withProducers(mode).withConsumers(mode));
                        Queue<String> queue = ring.queue();
                        Collections.addAll(queue, elements);
                        return queue;
                    }
                })
                .named("the queue view of a ring of mode " + mode)
                .withFeatures(CollectionFeature.KNOWN_ORDER, CollectionFeature.ALLOWS_NULL_QUERIES, CollectionSize.ANY);
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static List<TestCase> cases(QueueTestSuiteBuilder<String> suite) {
        List<TestCase> cases = new ArrayList<>();
        addCases(suite.createTestSuite(), cases);
        return cases;
    }

    private static void addCases(Test test, List<TestCase> cases) {
        if (test instanceof TestSuite suite) {
            Collections.list(suite.tests()).forEach(t -> addCases(t, cases));
        } else {
            cases.add((TestCase) test);
        }
    }

    private static void run(TestCase one) {
        TestResult result = new TestResult();
        one.run(result);
        List<TestFailure> wrong = new ArrayList<>(Collections.list(result.failures()));
        wrong.addAll(Collections.list(result.errors()));
        assertThat(result.runCount()).isEqualTo(1);
        assertThat(wrong).extracting(TestFailure::trace).isEmpty();
    }
}
