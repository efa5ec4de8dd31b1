package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.Safetensors;
import dev.ganglion.subject.fixture.Safetensors.Tensor;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model directory that cannot be used is refused with one sentence. */
class SubjectModelsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        TinyGpt2.write(directory);
    }

    @Test
    void aCompleteDirectoryIsLoaded() {
        try (SubjectModel model = SubjectModels.load(directory)) {
            assertThat(model.shape())
                    .isEqualTo(
                            new ModelShape(TinyGpt2.LAYERS, TinyGpt2.NEURONS, TinyGpt2.CONTEXT, TokenizerJson.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
    void aMissingFileIsNamed(String name) throws IOException {
        // Given
        Files.delete(directory.resolve(name));

        // Then
        assertRefused("The model directory " + directory + " has no file " + name);
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> SubjectModels.load(directory.resolve("nowhere")))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no model directory " + directory.resolve("nowhere") + ".");
    }

    @Test
    void truncatedWeightsAreRefused() throws IOException {
        // Given
        Path weights = directory.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 1000));

        // Then
        assertRefused(weights + " is truncated: its tensors need");
    }

    @Test
    void anotherArchitectureIsRefused() throws IOException {
        // Given
        writeConfig(TinyGpt2.config().put("model_type", "mamba"));

        // Then
        assertRefused(
                "config.json: model_type is \"mamba\", and only one of gpt2, gpt_neox, llama, mistral, qwen2 is supported.");
    }

    @Test
    void anotherActivationFunctionIsRefused() throws IOException {
        // Given
        writeConfig(TinyGpt2.config().put("activation_function", "laplace"));

        // Then
        assertRefused("config.json: activation_function is \"laplace\", and only one of gelu, gelu_fast, gelu_new,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n_embd             | -12   | config.json: n_embd must be a whole number from 1 to",
                "n_embd             | 2e9   | config.json: n_embd must be a whole number from 1 to",
                "n_layer            | '\"3\"' | config.json: n_layer must be a whole number from 1 to",
                "n_head             | null  | config.json has no n_head.",
                "n_head             | 5     | config.json: a width of 12 cannot be shared among n_head 5.",
                "n_layer            | 2     | model.safetensors has the tensor \"h.2.attn.c_attn.bias\", for which",
                "n_layer            | 4     | model.safetensors has no tensor \"h.3.ln_1.weight\".",
                "n_inner            | 21    | tensor \"h.0.mlp.c_fc.weight\" has shape [12, 20], but the",
                "n_positions        | 1024  | tensor \"wpe.weight\" has shape [16, 12], but the",
                "layer_norm_epsilon | 0     | config.json: layer_norm_epsilon must be a number above 0",
                "scale_attn_weights | 1     | config.json: scale_attn_weights must be true or false",
                "model_type         | 7     | config.json: model_type must be text, and is \"7\".",
                "model_type         | null  | config.json: model_type is \"\", and only one of gpt2,",
                "tie_word_embeddings| false | model.safetensors has no tensor \"lm_head.weight\".",
                "vocab_size         | 265   | tokenizer.json has 266 tokens, but config.json beside it says vocab_size 265",
            })
    void aConfigurationThatIsWrongOrDoesNotMatchTheRestIsRefused(String field, String json, String sentence)
            throws IOException {
        // Given
        ObjectNode config = TinyGpt2.config();
        config.set(field, new ObjectMapper().readTree(json));
        writeConfig(config);

        // Then
        assertRefused(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3"})
    void aConfigurationThatIsNoJsonObjectIsRefused(String json) throws IOException {
        // Given
        Files.writeString(directory.resolve("config.json"), json);

        // Then
        assertRefused("config.json is not ");
    }

    @Test
    void aMissingTensorIsNamed() {
        // Given
        Map<String, Tensor> tensors = TinyGpt2.tensors("", TinyGpt2.NEURONS);
        tensors.remove("h.1.attn.c_proj.bias");
        Safetensors.write(directory.resolve("model.safetensors"), tensors, NumberFormat.F32);

        // Then
        assertRefused("model.safetensors has no tensor \"h.1.attn.c_proj.bias\".");
    }

    @Test
    void theDigestChangesWithEachFileAndOnlyThen() throws IOException {
        // Given
        String original = digest();

        // Then
        assertThat(digest()).isEqualTo(original);
        for (String name : new String[] {"config.json", "tokenizer.json"}) {
            Files.writeString(directory.resolve(name), Files.readString(directory.resolve(name)) + "\n");
            assertThat(digest()).isNotEqualTo(original);
            TinyGpt2.write(directory);
        }
        TinyGpt2.write(directory, NumberFormat.BF16, "", TinyGpt2.config());
        assertThat(digest()).isNotEqualTo(original);
    }

    private String digest() {
        try (SubjectModel model = SubjectModels.load(directory)) {
            return model.digest();
        }
    }

    private void writeConfig(ObjectNode config) throws IOException {
        Files.writeString(directory.resolve("config.json"), config.toString());
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> SubjectModels.load(directory).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }
}
