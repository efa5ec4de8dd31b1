package dev.ganglion.activation.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.DemoCopy;
import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.models.LoadedModels.Lease;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.model.SubjectModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModelsTest {

    private final LoadedModels models = new LoadedModels(2);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        models.close();
    }

    private SubjectModel load(String name, Path from) {
        try (Lease lease = models.lease(name, from)) {
            return lease.model();
        }
    }

    private List<String> names() {
        return models.all().stream().map(LoadedModels.Description::name).toList();
    }

    @Test
    void aModelIsLoadedOnce() {
        // Given
        SubjectModel first = load("demo", DemoModel.directory());

        // When
        SubjectModel second = load("demo", DemoModel.directory());

        // Then
        assertThat(second).isSameAs(first);
        assertThat(models.all()).singleElement().satisfies(model -> assertThat(model.digest())
                .isEqualTo(first.digest()));
    }

    @Test
    void aModelThatIsNotLoadedIsNotThere() {
        assertThat(models.lease("demo")).isEmpty();
    }

    @Test
    void otherWeightsUnderAKnownNameAreRefused() {
        // Given
        load("demo", DemoModel.directory());
        Path other =
                DemoCopy.in(directory.resolve("other")).withBrokenNeuron(0, 0).directory();

        // Then
        assertThatThrownBy(() -> load("demo", other))
                .isInstanceOf(RequestException.class)
                .hasMessage("The name demo stands for other weights here than those in " + other
                        + "; give them a name of their own.");
        assertThat(names()).containsExactly("demo");
    }

    @Test
    void weightsThatWereReplacedInTheirDirectoryAreOtherWeights() throws IOException {
        // Given
        DemoCopy copy = DemoCopy.in(directory.resolve("copy"));
        load("demo", copy.directory());

        // When
        copy.withBrokenNeuron(0, 0);
        Files.setLastModifiedTime(copy.directory().resolve("model.safetensors"), FileTime.fromMillis(0));

        // Then
        assertThatThrownBy(() -> load("demo", copy.directory()))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("other weights");
    }

    @Test
    void theSameWeightsInAnotherDirectoryAreTheSameModel() {
        // Given
        String digest = load("demo", DemoModel.directory()).digest();

        // When
        SubjectModel copy = load("demo", DemoCopy.in(directory.resolve("copy")).directory());

        // Then
        assertThat(copy.digest()).isEqualTo(digest);
        assertThat(names()).containsExactly("demo");
    }

    @Test
    void theModelNotUsedForLongestMakesRoom() {
        // Given
        load("one", DemoModel.directory());
        load("two", DemoModel.directory());
        load("one", DemoModel.directory());

        // When
        load("three", DemoModel.directory());

        // Then
        assertThat(names()).containsExactly("one", "three");
    }

    @Test
    void aModelInUseStaysUsable() {
        // Given
        Lease inUse = models.lease("one", DemoModel.directory());
        load("two", DemoModel.directory());

        // When
        load("three", DemoModel.directory());
        models.close();

        // Then
        assertThatCode(() -> inUse.model().run(new int[][] {{1, 2}}, Set.of(0), (layer, activations) -> {}))
                .doesNotThrowAnyException();
        inUse.close();
    }

    @Test
    void aNameWhoseModelMadeRoomStillStandsForItsWeights() {
        // Given
        load("one", DemoModel.directory());
        load("two", DemoModel.directory());
        load("three", DemoModel.directory());
        Path other =
                DemoCopy.in(directory.resolve("other")).withBrokenNeuron(0, 0).directory();

        // Then
        assertThat(names()).doesNotContain("one");
        assertThatThrownBy(() -> load("one", other)).isInstanceOf(RequestException.class);
    }

    @Test
    void aModelThatCannotBeLoadedLeavesNothingBehind() {
        assertThatThrownBy(() -> load("none", directory)).isInstanceOf(ModelException.class);
        assertThat(names()).isEmpty();
    }
}
