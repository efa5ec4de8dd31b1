package dev.ganglion.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code training.json} tells of a trained model: enough to judge it and to train it again. */
@JsonPropertyOrder({"parameters", "neurons", "settings", "steps", "tokens", "seconds", "trainingLoss", "texts", "curve"
})
record TrainingRecord(
        long parameters,
        int neurons,
        Settings settings,
        int steps,
        long tokens,
        long seconds,
        double trainingLoss,
        List<Text> texts,
        List<TrainingRun.Point> curve) {

    /** @param seed of the start values and of the order of the windows */
    record Settings(Gpt2Shape shape, int batch, double learningRate, int warmUpSteps, long seed) {}

    /**
     * @param share of the windows, 0 to 1
     * @param validationLoss nats per token, over windows of the last 2 % of the text
     */
    record Text(String name, double share, int trainingTokens, int validationTokens, double validationLoss) {}

    void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(file, json.writeValueAsString(this) + "\n");
    }
}
