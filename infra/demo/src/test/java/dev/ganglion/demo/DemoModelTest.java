package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoModelTest {

    @TempDir
    private Path checkout;

    @Test
    void theCheckoutThatRunsThisTestHasTheModelAndTheCorpus() {
        assertThat(DemoModel.directory().resolve("model.safetensors")).isRegularFile();
        assertThat(DemoModel.corpus()).isRegularFile();
    }

    @Test
    void theModelIsFoundFromAnyFolderOfTheCheckout() throws IOException {
        Path folder = Files.createDirectories(checkout.resolve("infra/demo"));
        Files.writeString(Files.createDirectories(folder.resolve("model")).resolve("config.json"), "{}");
        Path deep = Files.createDirectories(checkout.resolve("scorer-service/src/main"));

        assertThat(DemoModel.above(deep)).isEqualTo(folder);
        assertThat(DemoModel.above(checkout)).isEqualTo(folder);
        assertThat(DemoModel.below(checkout)).isEqualTo(folder);
    }

    @Test
    void aFolderOutsideACheckoutIsAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> DemoModel.above(checkout))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run in a checkout of Ganglion");
    }

    @Test
    void aRootWithoutTheModelIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> DemoModel.below(checkout))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(checkout.toString())
                .hasMessageContaining("ganglion.root");
    }
}
