package dev.ganglion.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.NeuronId;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChosenNeuronsTest {

    private static final DemoModelConfig MODEL = new DemoModelConfig(List.of(0, 1, 2, 3), 768);

    @Test
    void everyLayerGivesAsMany() {
        // When
        List<String> chosen = ChosenNeurons.of("demo", MODEL, 50);

        // Then
        assertThat(new HashSet<>(chosen)).hasSize(50);
        assertThat(chosen.stream()
                        .collect(
                                Collectors.groupingBy(key -> NeuronId.parse(key).layer(), Collectors.counting()))
                        .values())
                .containsExactlyInAnyOrder(13L, 13L, 12L, 12L);
    }

    @Test
    void fewerAreTheFirstOfMore() {
        assertThat(ChosenNeurons.of("demo", MODEL, 50))
                .startsWith(ChosenNeurons.of("demo", MODEL, 6).toArray(String[]::new));
    }

    @Test
    void moreThanThereAreAreAll() {
        assertThat(ChosenNeurons.of("demo", new DemoModelConfig(List.of(0, 1), 3), 100))
                .hasSize(6);
    }
}
