package dev.ganglion.activation.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void whatIsADirectoryIsTheDirectory(@TempDir Path directory) {
        // Given
        Path relative = Path.of("").toAbsolutePath().relativize(directory);

        // Then
        assertThat(ModelLocation.parse(relative.toString()).isOnHub()).isFalse();
        assertThat(ModelLocation.parse("src").isOnHub()).isFalse();
    }

    @Test
    void whatIsNeitherIsRefused() {
        assertThatThrownBy(() -> ModelLocation.parse("a\0b"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("The model \"a\\u0000b\" is no path (");
    }
}
