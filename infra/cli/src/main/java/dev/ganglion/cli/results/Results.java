package dev.ganglion.cli.results;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the scorer-service's REST API says. */
public final class Results {

    private final JsonHttp http = new JsonHttp();
    private final String api;

    /**
     * @param viewer the scorer-service's address, ending in a slash
     */
    public Results(String viewer) {
        this.api = viewer + "api/";
    }

    /** How many results there are, of one model. */
    public Counts counts(String model) throws IOException, InterruptedException {
        return http.get(api + "counts?model=" + model, Counts.class);
    }

    /** How many results there are, of all models. */
    public Counts counts() throws IOException, InterruptedException {
        return http.get(api + "counts", Counts.class);
    }

    /** Scores by layer, in order. */
    public List<Layer> layers(String model) throws IOException, InterruptedException {
        return http.get(api + "layers?model=" + model, Layers.class).layers();
    }

    /** The neurons with the best or the worst defined scores. */
    public List<Neuron> neurons(String model, String order, int limit) throws IOException, InterruptedException {
        return http.get(api + "neurons?model=" + model + "&order=" + order + "&limit=" + limit, Neurons.class)
                .items();
    }

    /** The newest reasons why something could not be processed. */
    public List<DeadLetter> deadLetters(int limit) throws IOException, InterruptedException {
        return http.get(api + "dead-letters?limit=" + limit, DeadLetters.class).items();
    }

    /** Counts of distinct ids; {@code meanScore} is over the defined scores, null without one. */
    public record Counts(
            long neurons,
            long activations,
            long explanations,
            long simulations,
            long scores,
            long definedScores,
            Map<String, Long> undefinedScores,
            Double meanScore,
            long deadLetters) {}

    /** One layer's scores; {@code mean} and the percentiles are null without a defined one. */
    public record Layer(
            String model,
            int layer,
            String site,
            long scores,
            long undefined,
            Double mean,
            Double p5,
            Double p50,
            Double p95) {}

    /** A scored explanation. */
    public record Neuron(String neuron, int layer, int index, Score score, Explanation explanation) {}

    /** A number or the reason why there is none. */
    public record Score(Double value, String undefined) {}

    /** The words. */
    public record Explanation(String kind, String text) {}

    /** A record that could not be processed, and why. */
    public record DeadLetter(String topic, String key, String reason) {}

    private record Layers(List<Layer> layers) {}

    private record Neurons(List<Neuron> items) {}

    private record DeadLetters(List<DeadLetter> items) {}
}
