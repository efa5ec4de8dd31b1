package dev.ganglion.delivery;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Topics;
import java.util.function.Function;

/**
 * What is on a topic: how its events are written, keyed and identified.
 *
 * @param name the topic
 * @param codec reads and writes its events
 * @param key the key of an event's record
 * @param id the event's deterministic id
 */
public record EventTopic<T>(String name, EventCodec<T> codec, Function<T, String> key, Function<T, String> id) {

    public static final EventTopic<ActivationRequest> ACTIVATION_REQUESTS = new EventTopic<>(
            Topics.ACTIVATION_REQUESTS,
            EventCodec.of(ActivationRequest.class),
            request -> request.id().toString(),
            request -> request.id().toString());

    public static final EventTopic<NeuronActivations> NEURON_ACTIVATIONS = new EventTopic<>(
            Topics.NEURON_ACTIVATIONS,
            EventCodec.of(NeuronActivations.class),
            record -> record.neuron().key(),
            record -> record.id().toString());

    public static final EventTopic<Explanation> EXPLANATIONS = new EventTopic<>(
            Topics.EXPLANATIONS,
            EventCodec.of(Explanation.class),
            explanation -> explanation.neuron().key(),
            explanation -> explanation.id().toString());

    public static final EventTopic<Simulation> SIMULATIONS = new EventTopic<>(
            Topics.SIMULATIONS,
            EventCodec.of(Simulation.class),
            simulation -> simulation.neuron().key(),
            simulation -> simulation.id().toString());

    public static final EventTopic<Scores> SCORES = new EventTopic<>(
            Topics.SCORES,
            EventCodec.of(Scores.class),
            scores -> scores.neuron().key(),
            scores -> scores.id().toString());

    public static final EventTopic<PublishedRecipe> RECIPES = new EventTopic<>(
            Topics.RECIPES,
            EventCodec.of(PublishedRecipe.class),
            published -> published.recipe().digest(),
            published -> published.recipe().digest());
}
