package dev.ganglion.activation.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDirectoriesTest {

    @Test
    void everyModelHasItsDirectory() {
        // When
        ModelDirectories directories = ModelDirectories.parse(List.of("demo=/models/demo", " gpt2 = /models/a=b "));

        // Then
        assertThat(directories.names()).containsExactly("demo", "gpt2");
        assertThat(directories.of("gpt2")).contains(Path.of("/models/a=b"));
        assertThat(directories.of("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models/demo", "=/models/demo", "Demo=/models/demo", "demo="})
    void anEntryThatIsNoNameAndDirectoryIsRefused(String entry) {
        assertThatThrownBy(() -> ModelDirectories.parse(List.of(entry)))
                .isInstanceOf(RequestException.class)
                .hasMessage("SUBJECT_MODEL has \"" + entry
                        + "\"; write name=directory, the name of a-z, 0-9, '.', '_' and '-'.");
    }

    @Test
    void aNameStandsForOneModel() {
        assertThatThrownBy(() -> ModelDirectories.parse(List.of("demo=/a", "demo=/b")))
                .isInstanceOf(RequestException.class)
                .hasMessage("SUBJECT_MODEL names demo twice.");
    }
}
