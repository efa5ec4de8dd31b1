package dev.ganglion.cli.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the scorer-service's REST API says. */
public final class Results {

    private final JsonHttp http;
    private final String api;

    /**
     * @param viewer the scorer-service's address, ending in a slash
     */
    public Results(String viewer) {
        this(viewer, Duration.ZERO);
    }

    /**
     * @param viewer the scorer-service's address, ending in a slash
     * @param patience how long it is asked again where it is not there, or goes away without an answer; not for {@link #keys}
     */
    public Results(String viewer, Duration patience) {
        this.http = new JsonHttp(patience);
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

    /** How many results there are of one model, of one explainer's recipe and one simulator's. */
    public Counts counts(String model, String explainer, String simulator) throws IOException, InterruptedException {
        return http.get(api + "counts?model=" + model + of(explainer, simulator), Counts.class);
    }

    /** How many results there are of all models, of one explainer's recipe and one simulator's. */
    public Counts countsOf(String explainer, String simulator) throws IOException, InterruptedException {
        return http.get(api + "counts?" + of(explainer, simulator).substring(1), Counts.class);
    }

    /** Scores by layer, of one explainer's recipe and one simulator's. */
    public List<Layer> layers(String model, String explainer, String simulator)
            throws IOException, InterruptedException {
        return http.get(api + "layers?model=" + model + of(explainer, simulator), Layers.class)
                .layers();
    }

    /** As {@link #neurons(String, String, int)}, of one explainer's recipe and one simulator's. */
    public List<Neuron> neurons(String model, String explainer, String simulator, String order, int limit)
            throws IOException, InterruptedException {
        return http.get(
                        api + "neurons?model=" + model + of(explainer, simulator) + "&order=" + order + "&limit="
                                + limit,
                        Neurons.class)
                .items();
    }

    private static String of(String explainer, String simulator) {
        return "&explainer=" + explainer + "&simulator=" + simulator;
    }

    /** A neuron's record, the event as it was on its topic; nothing if it is not recorded. */
    public Optional<byte[]> record(String neuron) throws IOException, InterruptedException {
        Optional<Detail> detail = http.find(api + "neurons/" + neuron, Detail.class);
        if (detail.isEmpty() || detail.get().activations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(detail.get().activations().get(0).toString().getBytes(StandardCharsets.UTF_8));
    }

    private record Detail(List<JsonNode> activations) {}

    /**
     * The keys of neurons that have a record, by model, layer, site and index.
     *
     * @param model only of this one; null for all
     * @param layers only of these, {@code 0-3,7}; null for all
     * @return to be closed
     */
    public Stream<String> keys(String model, String layers) throws IOException, InterruptedException {
        String question = (model == null ? "" : "&model=" + model) + (layers == null ? "" : "&layers=" + layers);
        return http.lines(api + "neuron-keys" + (question.isEmpty() ? "" : "?" + question.substring(1)));
    }

    /** All that is known of a neuron; nothing if nothing is. */
    public Optional<NeuronEvents> events(String neuron) throws IOException, InterruptedException {
        return http.find(api + "neurons/" + neuron, NeuronEvents.class);
    }

    /**
     * Counts of distinct ids; {@code meanScore} is over the defined scores, null without one; {@code judgements} are the
     * scores of simulators that judge whole excerpts, and not among the {@code scores}; {@code at} is when it was counted, of a
     * large database or on a slow machine, and null for just now.
     */
    public record Counts(
            long neurons,
            long activations,
            long explanations,
            long simulations,
            long scores,
            long definedScores,
            Map<String, Long> undefinedScores,
            Double meanScore,
            long judgements,
            long deadLetters,
            String at) {

        /** Whether what was there at a moment is in it. */
        public boolean knows(Instant moment) {
            return at == null || !Instant.parse(at).isBefore(moment);
        }

        /** The numbers, which may be the same again when they are counted later. */
        public Counts withoutTime() {
            return new Counts(
                    neurons,
                    activations,
                    explanations,
                    simulations,
                    scores,
                    definedScores,
                    undefinedScores,
                    meanScore,
                    judgements,
                    deadLetters,
                    null);
        }

        /** How many simulations are scored, in one way or the other. */
        public long scoredSimulations() {
            return scores + judgements;
        }
    }

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
