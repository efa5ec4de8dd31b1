package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.engine.Precision;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.PlainModel;
import dev.ganglion.subject.fixture.Safetensors.Tensor;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TinyModel;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import dev.ganglion.subject.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The architectures beside GPT-2, against plain loops in double precision, over the whole of their context. */
class ArchitecturesTest {

    private static final double ACTIVATION_TOLERANCE = 1e-4;
    private static final double LOGIT_TOLERANCE = 1e-3;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt_neox | {}",
                "gpt_neox | {\"use_parallel_residual\": false}",
                "gpt_neox | {\"rotary_pct\": 1.0, \"rotary_emb_base\": 500}",
                "gpt_neox | {\"attention_bias\": false, \"hidden_act\": \"gelu_new\"}",
                "llama    | {}",
                "llama    | {\"num_key_value_heads\": 4}",
                "llama    | {\"num_key_value_heads\": 1, \"hidden_act\": \"relu\"}",
                "llama    | {\"num_key_value_heads\": null, \"head_dim\": 10}",
                "llama    | {\"attention_bias\": true, \"mlp_bias\": true}",
                "llama    | {\"tie_word_embeddings\": true, \"rope_theta\": 500.0}",
                "llama    | {\"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 4}}",
                "llama    | {\"rope_theta\": 50.0, \"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8,"
                        + " \"low_freq_factor\": 1, \"high_freq_factor\": 4, \"original_max_position_embeddings\": 32}}",
                "mistral  | {\"sliding_window\": null}",
                "qwen2    | {\"use_sliding_window\": false, \"sliding_window\": 8}",
            })
    void equalsTheDoublePrecisionOne(String modelType, String changes) throws IOException {
        // Given
        TinyModel.write(directory, config(modelType, changes));

        // Then
        assertEqualToPlainLoops(TinyModel.CONTEXT);
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryFormatOfWeightsAndNamesWithoutTheirPrefix(NumberFormat format) throws IOException {
        for (String modelType : List.of("gpt_neox", "llama")) {
            // Given
            ObjectNode config = TinyModel.config(modelType);
            Map<String, Tensor> tensors = new TreeMap<>();
            TinyModel.tensors(config)
                    .forEach((name, tensor) -> tensors.put(name.replaceFirst("^(gpt_neox|model)\\.", ""), tensor));
            TinyModel.write(directory, config, tensors, format);

            // Then
            assertEqualToPlainLoops(TinyModel.CONTEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"mistral, false", "qwen2, true"})
    void excerptsAreNoLongerThanASlidingWindow(String modelType, boolean use) throws IOException {
        // Given
        ObjectNode config =
                TinyModel.config(modelType).put("sliding_window", 16).put("use_sliding_window", use);
        TinyModel.write(directory, config);

        // Then
        assertEqualToPlainLoops(16);
        try (TransformerModel model = SubjectModels.load(directory)) {
            assertThatThrownBy(() -> model.logits(new int[17]))
                    .hasMessage("An excerpt has 17 tokens, and this model takes 1 to 16.");
        }
    }

    @Test
    void readsTheRotaryParametersOfNewerFiles() throws IOException {
        // Given
        float[] older = logits(TinyModel.config("llama").put("rope_theta", 77.0));
        float[] olderNeoX = logits(TinyModel.config("gpt_neox").put("rotary_emb_base", 77.0));

        // When
        ObjectNode newer = TinyModel.config("llama");
        newer.putObject("rope_parameters").put("rope_theta", 77.0).put("rope_type", "default");
        ObjectNode newerNeoX = TinyModel.config("gpt_neox");
        newerNeoX.remove("rotary_pct");
        newerNeoX.putObject("rope_parameters").put("rope_theta", 77.0).put("partial_rotary_factor", 0.67);

        // Then
        assertThat(logits(newer)).containsExactly(older, within(1e-4f));
        assertThat(logits(newerNeoX)).containsExactly(olderNeoX, within(1e-4f));
        assertThat(distance(older, logits(TinyModel.config("llama")))).isGreaterThan(0.1);
        assertThat(distance(olderNeoX, logits(TinyModel.config("gpt_neox")))).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt_neox", "llama"})
    void anExcerptAloneEqualsItselfWithinABatchAndInItsParts(String modelType) {
        // Given
        write(modelType);
        int[][] batch = TinyGpt2.excerpts(5, 9, 3);
        try (TransformerModel model = SubjectModels.load(directory)) {
            Activations together = Activations.of(model, batch);

            // When
            model.parts().limit(9, 2);
            Activations inParts = Activations.of(model, batch);

            // Then
            for (int layer = 0; layer < model.shape().layers(); layer++) {
                assertThat(inParts.layer(layer)).containsExactly(together.layer(layer), within(1e-5f));
                for (int b = 0; b < batch.length; b++) {
                    float[] alone =
                            Activations.of(model, new int[][] {batch[b]}).layer(layer);
                    float[] part = Arrays.copyOfRange(together.layer(layer), b * alone.length, (b + 1) * alone.length);
                    assertThat(part).containsExactly(alone, within(1e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt_neox", "llama"})
    void nothingIsLeftAfterManyBatchesAndNothingCanJoinTheWeights(String modelType) {
        // Given
        write(modelType);
        NDManager memory = DjlEngine.newManager();
        List<NDArray> handedOut = new ArrayList<>();
        try (TransformerModel model = load(memory)) {
            int before = memory.getManagedArrays().size();

            // When
            for (int batch = 0; batch < 30; batch++) {
                model.parts().limit(8, 1 + batch % 4);
                model.run(TinyGpt2.excerpts(4, 8, batch), Set.of(0, 1, 2), (layer, activations) -> {
                    handedOut.add(activations);
                    handedOut.add(activations.max());
                });
            }

            // Then
            assertThat(handedOut).hasSize(180).allMatch(NDArray::isReleased);
            assertThat(memory.getManagedArrays()).hasSize(before);
            assertThatThrownBy(() -> memory.zeros(new Shape(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama    | {\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4}} | config.json, rope_scaling: rope_type"
                        + " is \"yarn\", and only one of default, linear, llama3 is supported.",
                "llama    | {\"rope_scaling\": {\"type\": \"linear\"}}         | config.json, rope_scaling has no factor.",
                "llama    | {\"rope_scaling\": 4}                           | config.json: rope_scaling must be an object",
                "llama    | {\"quantization_config\": {\"bits\": 4}}          | config.json: quantised weights",
                "llama    | {\"num_key_value_heads\": 3}                    | num_attention_heads 4 cannot be shared among",
                "llama    | {\"hidden_size\": 26}                           | a width of 26 cannot be shared among",
                "llama    | {\"hidden_act\": \"situ\"}                        | config.json: hidden_act is \"situ\", and only",
                "llama    | {\"attention_bias\": true}                      | has no tensor \"model.layers.0.self_attn.q_proj.b",
                "llama    | {\"num_hidden_layers\": 2}                      | has the tensor \"model.layers.2.input_layernorm.",
                "llama    | {\"intermediate_size\": null}                   | config.json has no intermediate_size.",
                "gpt_neox | {\"rotary_pct\": 0.0}                           | config.json: rotary_pct must be a number above 0",
                "gpt_neox | {\"tie_word_embeddings\": 3}                    | tie_word_embeddings must be true or false",
            })
    void whatIsNotSupportedIsRefusedWithOneSentence(String modelType, String changes, String sentence)
            throws IOException {
        // Given
        TinyModel.write(
                directory,
                config(modelType, changes),
                TinyModel.tensors(TinyModel.config(modelType)),
                NumberFormat.F32);

        // Then
        assertRefused(sentence);
    }

    @Test
    void aWeightThatTheArchitectureHasNoPlaceForIsRefused() {
        // Given
        ObjectNode config = TinyModel.config("llama");
        Map<String, Tensor> tensors = TinyModel.tensors(config);
        tensors.put("model.layers.1.self_attn.q_norm.weight", new Tensor(new long[] {1}, new double[1]));
        TinyModel.write(directory, config, tensors, NumberFormat.F32);

        // Then
        assertRefused(
                "has the tensor \"model.layers.1.self_attn.q_norm.weight\", for which this architecture has no place");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> SubjectModels.load(directory).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    private void write(String modelType) {
        if (modelType.equals("gpt2")) {
            TinyGpt2.write(directory);
        } else {
            TinyModel.write(directory, TinyModel.config(modelType));
        }
    }

    private static ObjectNode config(String modelType, String changes) throws IOException {
        ObjectNode config = TinyModel.config(modelType);
        config.setAll((ObjectNode) new ObjectMapper().readTree(changes));
        return config;
    }

    private TransformerModel load(NDManager memory) {
        ConfigFile config = ConfigFile.read(directory.resolve("config.json"));
        try (WeightFiles files = WeightFiles.open(directory)) {
            Weights weights = new Weights(files, memory, Precision.FLOAT32);
            Network network = Architectures.of(config).network(config, weights);
            BpeTokenizer tokenizer = BpeTokenizer.load(directory.resolve("tokenizer.json"));
            return new TransformerModel(network, Placement.CPU, memory, tokenizer, "digest");
        }
    }

    private float[] logits(ObjectNode config) {
        TinyModel.write(directory, config);
        try (TransformerModel model = SubjectModels.load(directory)) {
            float[][] logits = model.logits(TinyGpt2.excerpts(1, 12, 5)[0]);
            return logits[11];
        }
    }

    private static double distance(float[] some, float[] others) {
        return IntStream.range(0, some.length)
                .mapToDouble(i -> Math.abs(some[i] - others[i]))
                .max()
                .orElseThrow();
    }

    private void assertEqualToPlainLoops(int tokens) throws IOException {
        PlainModel plain = PlainModel.load(directory);
        int[][] excerpts = TinyGpt2.excerpts(2, tokens, 11);
        try (TransformerModel model = SubjectModels.load(directory)) {
            // When
            Activations actual = Activations.of(model, excerpts);

            // Then
            assertThat(model.shape())
                    .isEqualTo(new ModelShape(TinyModel.LAYERS, TinyModel.NEURONS, tokens, TinyModel.VOCABULARY));
            for (int b = 0; b < excerpts.length; b++) {
                PlainModel.Run expected = plain.run(excerpts[b]);
                for (int layer = 0; layer < TinyModel.LAYERS; layer++) {
                    assertThat(ForwardPassTest.largestDifference(actual.layer(layer), b, expected.activations()[layer]))
                            .as("layer %d, excerpt %d", layer, b)
                            .isLessThan(ACTIVATION_TOLERANCE);
                }
                float[][] logits = model.logits(excerpts[b]);
                for (int t = 0; t < logits.length; t++) {
                    assertThat(ForwardPassTest.largestDifference(logits[t], 0, new double[][] {expected.logits()[t]}))
                            .isLessThan(LOGIT_TOLERANCE);
                }
            }
        }
    }
}
