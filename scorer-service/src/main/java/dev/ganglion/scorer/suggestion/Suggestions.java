package dev.ganglion.scorer.suggestion;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import io.github.bucket4j.Bucket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/**
 * Puts suggestions on the topic of explanations. Simulators with a language model are paid for each, so nothing is taken
 * unless the operator says so, and no more than an hour's number in an hour, whoever suggests.
 */
@ApplicationScoped
public class Suggestions {

    private static final Logger LOG = Logger.getLogger(Suggestions.class);

    private final boolean taken;
    private final Bucket allowance;
    private final Emitter<byte[]> explanations;
    private final Emitter<byte[]> recipes;
    private final String service;

    Suggestions(
            @ConfigProperty(name = "suggestions", defaultValue = "false") boolean taken,
            @ConfigProperty(name = "suggestions.per-hour", defaultValue = "30") int perHour,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @Channel("suggestions") Emitter<byte[]> explanations,
            @Channel("suggested-recipes") Emitter<byte[]> recipes) {
        this.taken = taken;
        this.service = service;
        this.explanations = explanations;
        this.recipes = recipes;
        this.allowance = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.max(1, perHour)).refillGreedy(Math.max(1, perHour), Duration.ofHours(1)))
                .build();
    }

    /** Whether the operator allows it. */
    public boolean areTaken() {
        return taken;
    }

    /**
     * Sends one.
     *
     * @return the explanation, when the broker has it
     * @throws IllegalArgumentException with one sentence, if the text cannot be one, or there were too many
     */
    public Uni<Explanation> suggest(NeuronActivations record, String text) {
        if (!taken) {
            throw new IllegalArgumentException("suggestions are not taken here: SUGGESTIONS is not true");
        }
        Explanation explanation = Suggestion.of(record, text);
        if (!allowance.tryConsume(1)) {
            throw new IllegalArgumentException("there were too many suggestions within an hour: try again later");
        }
        return Uni.createFrom()
                .completionStage(() -> EventTopic.RECIPES.send(recipes, service, Suggestion.recipe()))
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> EventTopic.EXPLANATIONS.send(explanations, service, explanation)))
                .invoke(() -> LOG.infof("somebody suggested an explanation of %s", explanation.neuron()))
                .replaceWith(explanation);
    }
}
