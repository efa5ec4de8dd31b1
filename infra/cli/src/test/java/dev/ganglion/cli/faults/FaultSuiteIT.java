package dev.ganglion.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole suite, or those faults that are named: see FAULTS.md. Each fault has a chain of its own. */
@EnabledIfSystemProperty(named = "ganglion.faults", matches = ".+")
class FaultSuiteIT {

    private static final Path WORK = Path.of("target", "faults").toAbsolutePath();
    private static final long SEED = Long.getLong("ganglion.faults.seed", 20230509L);

    @TestFactory
    Stream<DynamicTest> afterEachFaultEveryNeuronHasOneScoreAndNothingIsLeft() {
        List<String> chosen =
                Arrays.asList(System.getProperty("ganglion.faults").split(","));
        return Faults.all().stream()
                .filter(fault -> chosen.contains("all") || chosen.contains(fault.name()))
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> run(fault)));
    }

    private static void run(Fault fault) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(WORK), fault.name() + "-");
        if (fault instanceof DiskFull) {
            assumeThat(DiskFull.isPossible(directory))
                    .as("a small disk can be mounted")
                    .isTrue();
        }

        // When
        Outcome outcome;
        try (Chain chain = fault.chain(directory)) {
            outcome = FaultRun.of(fault, chain, fault.times(), SEED);
        } finally {
            if (fault instanceof DiskFull disk) {
                disk.unmount();
            }
        }

        // Then
        FaultTable table = new FaultTable(WORK);
        table.add(outcome);
        System.out.println(table.text());
        assertThat(outcome.problems())
                .as("after %s; logs are in %s", fault.name(), directory)
                .isEmpty();
    }
}
