package dev.ganglion.activation.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLocationTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "openai-community/gpt2-xl", "EleutherAI/pythia-70m@step1000"})
    void anIdIsOnTheHub(String text) {
        // When
        ModelLocation location = ModelLocation.parse(text);

        // Then
        assertThat(location.isOnHub()).isTrue();
        assertThat(location).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models/gpt2", "./gpt2", "../gpt2", "a/b/c", "/nowhere", "s3://a b"})
    void anythingElseIsADirectory(String text) {
        assertThat(ModelLocation.parse(text)).isEqualTo(new ModelLocation(Path.of(text), null));
    }

    @Test
    void whatIsBothIsTheDirectory() throws IOException {
        // Given
        Path here = Path.of("").toAbsolutePath();
        String name;
        try (Stream<Path> files = Files.list(here)) {
            name = files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .filter(any -> any.matches("[a-z]+"))
                    .findFirst()
                    .orElseThrow();
        }

        // Then
        assertThat(ModelLocation.parse(name).isOnHub()).isFalse();
        assertThat(ModelLocation.parse(name + "@main").isOnHub()).isTrue();
    }

    @Test
    void whatIsNeitherIsRefused() {
        assertThatThrownBy(() -> ModelLocation.parse("a\0b"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("The model \"a\\u0000b\" is no path (");
    }
}
