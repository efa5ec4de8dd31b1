package dev.ganglion.activation.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.hub.HubModelId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDirectoriesTest {

    @Test
    void everyModelHasItsDirectoryOrItsIdOnTheHub() {
        // When
        ModelDirectories directories = ModelDirectories.parse(
                List.of("demo=/models/demo", " gpt2 = /models/a=b ", "xl=openai-community/gpt2-xl@main"));

        // Then
        assertThat(directories.names()).containsExactly("demo", "gpt2", "xl");
        assertThat(directories.of("gpt2")).contains(new ModelLocation(Path.of("/models/a=b"), null));
        assertThat(directories.of("xl"))
                .contains(new ModelLocation(null, HubModelId.parse("openai-community/gpt2-xl")));
        assertThat(directories.of("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models/demo", "=/models/demo", "Demo=/models/demo", "demo="})
    void anEntryThatIsNoNameAndDirectoryIsRefused(String entry) {
        assertThatThrownBy(() -> ModelDirectories.parse(List.of(entry)))
                .isInstanceOf(RequestException.class)
                .hasMessage("SUBJECT_MODEL has \"" + entry
                        + "\"; write name=directory, or name=organisation/name for a model of the hub, the name of a-z,"
                        + " 0-9, '.', '_' and '-'.");
    }

    @Test
    void aNameStandsForOneModel() {
        assertThatThrownBy(() -> ModelDirectories.parse(List.of("demo=/a", "demo=/b")))
                .isInstanceOf(RequestException.class)
                .hasMessage("SUBJECT_MODEL names demo twice.");
    }
}
