package dev.ganglion.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ganglion.cli.stack.ServiceProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayJobTest {

    private static final String ID = "replay.explainer.terse-1a2b3c4d.20261123T120133";

    private static JsonNode read(ReplayJob job) throws Exception {
        return new YAMLMapper().readTree(job.yaml());
    }

    private static JsonNode container(JsonNode job) {
        return job.at("/spec/template/spec/containers/0");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(one -> names.add(one.get("name").asText()));
        return names;
    }

    @Test
    void itRunsTheReplayInAsManyPodsAndIsDoneWhenAllAre() throws Exception {
        // When
        JsonNode job =
                read(new ReplayJob(ServiceProgram.EXPLAINER, ID, List.of("--recipe", "terse@1a2b3c4d"), 3, null, 2.5));

        // Then
        assertThat(job.get("apiVersion").asText()).isEqualTo("batch/v1");
        assertThat(job.get("kind").asText()).isEqualTo("Job");
        assertThat(job.at("/metadata/name").asText()).isEqualTo("replay-explainer-terse-1a2b3c4d-20261123t120133");
        assertThat(job.at("/metadata/annotations/ganglion.dev~1replay").asText())
                .isEqualTo(ID);
        assertThat(job.at("/spec/parallelism").asInt()).isEqualTo(3);
        assertThat(job.at("/spec").has("completions")).isFalse();
        assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("OnFailure");
        assertThat(container(job).get("image").asText()).isEqualTo("ganglion/explainer-service:latest");
        assertThat(texts(container(job).get("args")))
                .containsExactly("replay", "--id", ID, "--recipe", "terse@1a2b3c4d");
        assertThat(container(job).at("/envFrom/0/configMapRef/name").asText()).isEqualTo(ReplayJob.CONFIG_MAP);
        assertThat(names(container(job).get("env"))).contains("OPENAI_API_KEY", "RECIPES_DIR", "LLM_BUDGET");
    }

    @Test
    void theScorerGetsNoKeyAndNoRecipes() throws Exception {
        // When
        JsonNode job = read(new ReplayJob(ServiceProgram.SCORER, "replay.scorer.x", List.of(), 1, "reg/s:1", null));

        // Then
        assertThat(container(job).get("image").asText()).isEqualTo("reg/s:1");
        assertThat(names(container(job).get("env")))
                .contains("QUARKUS_DATASOURCE_PASSWORD")
                .doesNotContain("OPENAI_API_KEY", "RECIPES_DIR", "LLM_BUDGET");
        assertThat(job.at("/spec/template/spec").has("volumes")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "too: long",
                "- a\n- b",
                "{{x}} & *y !!z",
                "\"quoted' # not a comment",
                "yes",
                "1e3",
                "null",
                "\u202e\u0007end",
                "a very long reason of many words that a writer of lines might think of breaking into two or three of them"
            })
    void anArgumentComesBackAsItWas(String hostile) throws Exception {
        // When
        JsonNode job = read(new ReplayJob(
                ServiceProgram.EXPLAINER, ID, List.of("--dead-letters", "--reason", hostile), 1, null, null));

        // Then
        JsonNode last = container(job).at("/args/5");
        assertThat(last.isTextual()).isTrue();
        assertThat(last.asText()).isEqualTo(hostile);
    }

    @Test
    void theNameIsOneThatKubernetesTakesAndAnotherForAnotherId() {
        // Given
        String longId = "replay.simulator." + "x".repeat(80);

        // When, Then
        assertThat(ReplayJob.name(longId + "1"))
                .matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
                .isNotEqualTo(ReplayJob.name(longId + "2"));
        assertThat(ReplayJob.name("_My.Replay_")).isEqualTo("my-replay");
    }
}
