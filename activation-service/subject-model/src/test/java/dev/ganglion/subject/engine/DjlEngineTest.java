package dev.ganglion.subject.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.subject.ModelException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlEngineTest {

    @TempDir
    Path emptyCache;

    @Test
    void aMissingNativeLibraryIsOneSentenceAndNoDownload() throws Exception {
        // Given
        String withoutNative = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch-native"))
                .collect(Collectors.joining(File.pathSeparator));

        // When
        String output = startEngine(withoutNative);

        // Then
        assertThat(output.strip())
                .startsWith("The native library of PyTorch for " + System.getProperty("os.name") + " on ")
                .contains("put ai.djl.pytorch:pytorch-jni and pytorch-native-cpu for this platform on the class path.")
                .doesNotContain("\n");
    }

    private String startEngine(String classPath) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Start.class.getName());
        command.environment().put("DJL_CACHE_DIR", emptyCache.toString());
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = command.start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts the engine as a service would, and prints what a user would be shown. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            try {
                DjlEngine.newManager().close();
                System.out.println("started");
            } catch (ModelException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
