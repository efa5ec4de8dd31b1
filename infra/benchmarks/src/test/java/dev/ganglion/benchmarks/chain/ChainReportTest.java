package dev.ganglion.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ChainReportTest {

    /** 2,000 neurons in so many seconds; the broker alone moves 1,000 of them a second. */
    private static ChainReport report(double seconds) {
        return new ChainReport(
                new WholeChain(
                        2000,
                        seconds,
                        300,
                        Map.of("kafka", 1.0, "scorer-service", 3.0),
                        Map.of("kafka", 300L, "scorer-service", 400L),
                        650),
                List.of(new StageAlone("scorer", 1500, Map.of("scorer-service", 0.5))),
                new PlainBroker(500, 0.3, 0.2, Map.of("scores", 2000L)),
                new CheckedAnswers(2000, 100, 80_000_000),
                Map.of("scores", 1_000_000L));
    }

    @Test
    void ratesAndSharesAreByNeuronAndByTheBrokersRate() {
        // When
        Map<String, Object> json = report(10).json();

        // Then
        assertThat(json)
                .containsEntry("neuronsPerSecond", 200.0)
                .containsEntry("ratioToBroker", 0.2)
                .containsEntry("databaseBytesPerNeuron", 40_000L)
                .containsEntry("coresBusy", 0.4)
                .containsEntry(
                        "topics", Map.of("scores", Map.of("bytesPerNeuron", 2000L, "bytesPerNeuronOnDisk", 500L)));
        assertThat(json.get("cpuSecondsPerThousand"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
                .hasEntrySatisfying(
                        "scorer-service", seconds -> assertThat(seconds).isEqualTo(1.5, within(1e-9)))
                .hasEntrySatisfying("total", seconds -> assertThat(seconds).isEqualTo(2.0, within(1e-9)));
    }

    @Test
    void whatBoundsItIsSaid() {
        // Given
        double busyAll = 4.0 / Runtime.getRuntime().availableProcessors();

        // Then
        assertThat(report(busyAll).json().get("boundBy").toString())
                .startsWith("processor time")
                .endsWith("75 % of that is scorer-service");
        assertThat(report(1000).json().get("boundBy").toString()).startsWith("waiting, or others on this machine");
    }

    @Test
    void theTextNamesEveryStageTopicAndProcess() {
        assertThat(report(10).text())
                .contains(
                        "neurons a second",
                        "scorer alone",
                        "scorer-service",
                        "kafka",
                        "scores",
                        "plain broker",
                        "0.20");
    }
}
