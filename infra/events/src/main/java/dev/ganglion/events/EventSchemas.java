package dev.ganglion.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The events' JSON Schemas (draft 2020-12), for those who read the topics without these records. Each refers to
 * {@link #shared()} by the relative id {@code shared.schema.json}; nothing has to be fetched.
 */
public final class EventSchemas {

    private static final Map<String, Class<?>> EVENTS = Map.of(
            Topics.ACTIVATION_REQUESTS, ActivationRequest.class,
            Topics.NEURON_ACTIVATION_PARTIALS, NeuronActivationPartial.class,
            Topics.CORPUS_SCANS, CorpusScan.class,
            Topics.NEURON_ACTIVATIONS, NeuronActivations.class,
            Topics.EXPLANATIONS, Explanation.class,
            Topics.SIMULATIONS, Simulation.class,
            Topics.SCORES, Scores.class,
            Topics.RECIPES, PublishedRecipe.class,
            Topics.DEAD_LETTER_DECISIONS, DeadLetterDecision.class);

    /** Where a word begins within a class's name: the files are named in lower case, with hyphens. */
    private static final Pattern WITHIN_NAME = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private EventSchemas() {}

    /**
     * The schema of an event's JSON.
     *
     * @throws IllegalArgumentException if the class is no event
     */
    public static String of(Class<?> event) {
        String name = event.getSimpleName();
        if (!EVENTS.containsValue(event)) {
            throw new IllegalArgumentException(name + " is not an event, and has no schema");
        }
        return read(WITHIN_NAME.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT));
    }

    /**
     * The schema of the events on a topic.
     *
     * @throws IllegalArgumentException if no events are on the topic; dead letters have no schema
     */
    public static String ofTopic(String topic) {
        Class<?> event = EVENTS.get(topic);
        if (event == null) {
            throw new IllegalArgumentException("topic \"" + Excerpted.text(topic)
                    + "\" has no schema: there is one for each of " + new TreeSet<>(EVENTS.keySet()));
        }
        return of(event);
    }

    /** The definitions that the other schemas refer to. */
    public static String shared() {
        return read("shared");
    }

    private static String read(String name) {
        String file = "schemas/" + name + ".schema.json";
        try (InputStream in = EventSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
