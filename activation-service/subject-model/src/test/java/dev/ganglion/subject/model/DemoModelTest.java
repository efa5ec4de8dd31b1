package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.subject.fixture.PlainModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real forward pass on a real model: the one that the demo runs. */
class DemoModelTest {

    private static final Path DEMO = Path.of(System.getProperty("ganglion.root"), "infra", "demo");

    private static TransformerModel model;

    @BeforeAll
    static void load() {
        model = SubjectModels.load(DEMO.resolve("model"));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void hasTheShapeItsConfigurationSays() {
        assertThat(model.shape()).isEqualTo(new ModelShape(4, 768, 128, 4096));
        assertThat(model.tokenizer().vocabularySize()).isEqualTo(4096);
        assertThat(model.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void predictsTheTextsItWasTrainedOn() throws IOException {
        // Given
        List<int[]> passages = passages(12);

        // When
        double loss = passages.stream()
                .mapToDouble(tokens -> loss(model.logits(tokens), tokens))
                .average()
                .orElseThrow();

        // Then
        assertThat(loss).isBetween(2.5, 4.6);
    }

    @Test
    void equalsTheDoublePrecisionOne() throws IOException {
        // Given
        PlainModel plain = PlainModel.load(DEMO.resolve("model"));
        int[] tokens = Arrays.copyOf(passages(1).get(0), 24);

        // When
        Activations actual = Activations.of(model, new int[][] {tokens});
        PlainModel.Run expected = plain.run(tokens);

        // Then
        for (int layer = 0; layer < 4; layer++) {
            assertThat(ForwardPassTest.largestDifference(actual.layer(layer), 0, expected.activations()[layer]))
                    .isLessThan(1e-4);
        }
        float[][] logits = model.logits(tokens);
        for (int t = 0; t < tokens.length; t++) {
            assertThat(ForwardPassTest.largestDifference(logits[t], 0, new double[][] {expected.logits()[t]}))
                    .isLessThan(1e-3);
        }
        assertThat(loss(logits, tokens)).isBetween(1.0, 7.0);
    }

    /** The first 64 tokens of passages from all over the corpus. */
    private static List<int[]> passages(int count) throws IOException {
        List<int[]> passages = new ArrayList<>();
        try (Stream<String> lines = Files.lines(DEMO.resolve("corpus.jsonl"))) {
            List<String> all = lines.toList();
            for (int i = 0; passages.size() < count; i += all.size() / (2 * count)) {
                String text =
                        new ObjectMapper().readTree(all.get(i)).get("text").asText();
                int[] tokens = model.tokenizer().encode(text);
                if (tokens.length >= 64) {
                    passages.add(Arrays.copyOf(tokens, 64));
                }
            }
        }
        return passages;
    }

    /** Mean negative log probability of each next token, in nats. */
    private static double loss(float[][] logits, int[] tokens) {
        double sum = 0;
        for (int t = 0; t + 1 < tokens.length; t++) {
            double total = 0;
            for (float logit : logits[t]) {
                total += Math.exp(logit);
            }
            sum += Math.log(total) - logits[t][tokens[t + 1]];
        }
        return sum / (tokens.length - 1);
    }
}
