package dev.ganglion.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceInstanceTest {

    @Test
    void recipesStandBesideTheBaselineEachOnce() {
        // When
        List<ServiceInstance> beside = ServiceInstance.beside(
                ServiceProgram.EXPLAINER, List.of("terse", "token-lookup", "terse"), Map.of("LLM_BUDGET", "2.0"));

        // Then
        assertThat(beside).singleElement().satisfies(instance -> {
            assertThat(instance.title()).isEqualTo("explainer-service:terse");
            assertThat(instance.settings())
                    .containsOnly(Map.entry("LLM_BUDGET", "2.0"), Map.entry("EXPLAINER_RECIPE", "terse"));
        });
    }

    @Test
    void theBaselineRunsWhateverTheEnvironmentSays() {
        assertThat(ServiceInstance.baseline())
                .extracting(ServiceInstance::title)
                .containsExactly("activation-service", "explainer-service", "simulator-service", "scorer-service");
        assertThat(ServiceInstance.baseline().get(1).settings()).containsEntry("EXPLAINER_RECIPE", "token-lookup");
    }

    @Test
    void whatIsRememberedIsStartedAgainAsItWas(@TempDir Path checkout) {
        // Given
        Installation installation = new Installation(checkout);
        ServiceInstance instance = ServiceInstance.beside(
                        ServiceProgram.SIMULATOR, List.of("json@1a2b3c4d"), Map.of("RECIPES_DIR", "/recipes"))
                .get(0);
        RunningProcess process = RunningProcess.of(instance, ProcessHandle.current(), 8085);
        new StackFile("up", null, "127.0.0.1:9092", "http://127.0.0.1:8084/", List.of(process)).write(installation);

        // When
        RunningProcess read =
                StackFile.read(installation).orElseThrow().processes().get(0);

        // Then
        assertThat(ServiceInstance.remembered(read)).isEqualTo(instance);
        assertThat(StackFile.running(installation).withRecipes()).containsExactly(read);
    }

    @Test
    void processesBesideGetPortsOfTheirOwn() {
        // Given
        List<ServiceInstance> beside =
                ServiceInstance.beside(ServiceProgram.EXPLAINER, List.of("a", "b", "c"), Map.of());

        // When
        Map<ServiceInstance, Integer> ports = ServiceProcesses.ports(beside, List.of(8085));

        // Then
        assertThat(ports.values()).doesNotHaveDuplicates().doesNotContain(8081, 8082, 8083, 8084, 8085);
    }

    @Test
    void aLogsNameHasNoColon() {
        assertThat(new StackDirectory(Path.of("stack")).log("explainer-service:terse"))
                .hasToString("stack/logs/explainer-service.terse.log");
    }
}
