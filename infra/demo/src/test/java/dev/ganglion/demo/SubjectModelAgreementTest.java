package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.subject.model.SubjectModels;
import dev.ganglion.subject.model.TransformerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trainer writes is what the activation-service's model reads: two forward passes, written apart. */
class SubjectModelAgreementTest {

    private static final Gpt2Shape SHAPE = new Gpt2Shape(330, 24, 32, 2, 4);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1e-3", "FLOAT16, 5e-2"})
    void aTrainedModelGivesTheTrainersLogits(DataType type, float tolerance) throws IOException {
        TokenizerFile.write(
                BytePairTrainer.train(List.of(TinyText.ofSentences(300)), SHAPE.vocabulary()),
                folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), SHAPE.config());
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1)) {
            // Given: steps long enough that no weight is small
            for (int step = 0; step < 30; step++) {
                trainer.step(TinyText.noise(SHAPE, 4, 1), 2e-2);
            }
            trainer.save(type, folder.resolve("model.safetensors"));
            TokenBatch batch = TinyText.noise(SHAPE, 1, 9);

            try (TransformerModel model = SubjectModels.load(folder);
                    NDManager arrays = trainer.manager().newSubManager()) {
                // When
                float[][] logits = model.logits(
                        Arrays.stream(batch.inputs()).mapToInt(Math::toIntExact).toArray());

                // Then
                float[] expected = trainer.network().logits(arrays, batch).toFloatArray();
                assertThat(range(expected)).isGreaterThan(5);
                for (int token = 0; token < logits.length; token++) {
                    int from = token * SHAPE.vocabulary();
                    assertThat(logits[token])
                            .containsExactly(
                                    Arrays.copyOfRange(expected, from, from + SHAPE.vocabulary()), within(tolerance));
                }
            }
        }
    }

    @Test
    void theShippedModelPredictsItsCorpusAsWellAsItsProvenanceSays() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(DemoModel.corpus());

        try (TransformerModel model = SubjectModels.load(DemoModel.directory())) {
            double sum = 0;
            int count = 0;
            for (int line = 0; line < lines.size(); line += 40) {
                String text = json.readTree(lines.get(line)).get("text").textValue();
                int[] ids = Arrays.stream(model.tokenizer().encode(text))
                        .limit(model.shape().contextLength())
                        .toArray();
                float[][] logits = model.logits(ids);
                for (int i = 0; i + 1 < ids.length; i++) {
                    sum += surprise(logits[i], ids[i + 1]);
                    count++;
                }
            }

            assertThat(sum / count).isBetween(3.5, 3.75);
        }
    }

    /** Nats. */
    private static double surprise(float[] logits, int token) {
        double highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        return highest + Math.log(sum) - logits[token];
    }

    private static double range(float[] values) {
        float lowest = Float.MAX_VALUE;
        float highest = -Float.MAX_VALUE;
        for (float value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        return highest - lowest;
    }
}
