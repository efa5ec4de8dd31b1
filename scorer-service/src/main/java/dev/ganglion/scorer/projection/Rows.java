package dev.ganglion.scorer.projection;

import com.github.luben.zstd.Zstd;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.EventException;
import dev.ganglion.events.ExplanationSummary;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.Topics;
import dev.ganglion.scorer.projection.Row.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Turns events into rows. Safe for use by many threads. */
final class Rows {

    /** zstd's level: a third less time than the usual one, for a fourteenth more bytes. */
    private static final int FAST = 1;

    /** The excerpts are in the neuron's record, and stored with it. */
    private static final EventTopic<ExplanationSummary> EXPLANATIONS = new EventTopic<>(
            Topics.EXPLANATIONS,
            ExplanationSummary.CODEC,
            explanation -> explanation.neuron().key(),
            explanation -> explanation.id().toString());

    /**
     * The row of a record's event.
     *
     * @throws EventException if the record is not such an event
     */
    Row of(TopicRecord record) {
        return switch (record.topic()) {
            case Topics.NEURON_ACTIVATIONS -> neuronRecord(read(EventTopic.NEURON_ACTIVATIONS, record), record.value());
            case Topics.EXPLANATIONS -> explanation(read(EXPLANATIONS, record), record.value());
            case Topics.SIMULATIONS -> simulation(read(EventTopic.SIMULATIONS, record), record.value());
            case Topics.SCORES -> scores(read(EventTopic.SCORES, record), record.value());
            case Topics.RECIPES -> recipe(read(EventTopic.RECIPES, record), record.value());
            case Topics.DEAD_LETTER_DECISIONS -> DecisionRows.of(record);
            default -> DeadLetterRows.of(record);
        };
    }

    private static <T> T read(EventTopic<T> topic, TopicRecord record) {
        T event = topic.codec().decode(record.value());
        String key = topic.key().apply(event);
        if (record.key() != null && !key.equals(record.keyText())) {
            throw new EventException("the record's key is not that of its event, " + key);
        }
        return event;
    }

    private static Row neuronRecord(NeuronActivations event, byte[] bytes) {
        Map<String, Object> values = neuron(event.neuron(), bytes);
        Statistics statistics = event.statistics();
        Provenance provenance = event.provenance();
        values.put("id", event.id());
        values.put("positions", statistics.count());
        values.put("maximum", statistics.maximum());
        values.put("mean", statistics.mean());
        values.put("variance", statistics.variance());
        values.put("skewness", statistics.skewness());
        values.put("kurtosis", statistics.kurtosis());
        values.put("subjectDigest", StorableText.of(provenance.subjectDigest()));
        values.put("corpus", StorableText.of(provenance.corpus()));
        values.put("corpusDigest", StorableText.of(provenance.corpusDigest()));
        values.put("corpusExcerpts", provenance.excerpts());
        values.put("corpusTokens", provenance.tokens());
        values.put("collationParameters", StorableText.of(provenance.collation()));
        values.put("event", Zstd.compress(bytes, FAST));
        return new Row(Table.NEURON_RECORD, values);
    }

    private static Row explanation(ExplanationSummary event, byte[] bytes) {
        Map<String, Object> values = neuron(event.neuron(), bytes);
        values.put("id", event.id());
        values.put("activations", event.activations());
        values.put("recipeName", StorableText.of(event.recipe().name()));
        values.put("recipeDigest", event.recipe().digest());
        values.put("recipeMethod", StorableText.of(event.recipe().method()));
        values.put("candidate", event.candidate());
        values.put("parent", event.parent());
        values.put("kind", event.kind().toString());
        values.put("text", StorableText.of(event.text()));
        values.put("maximum", event.maximum());
        return new Row(Table.EXPLANATION, values);
    }

    private static Row simulation(Simulation event, byte[] bytes) {
        Map<String, Object> values = neuron(event.neuron(), bytes);
        values.put("id", event.id());
        values.put("activations", event.activations());
        values.put("explanation", event.explanation());
        values.put("explainerName", StorableText.of(event.explainer().name()));
        values.put("explainerDigest", event.explainer().digest());
        values.put("simulatorName", StorableText.of(event.simulator().name()));
        values.put("simulatorDigest", event.simulator().digest());
        values.put(
                "explanationOf",
                event.explanationOf() == null ? null : event.explanationOf().key());
        values.put("event", Zstd.compress(bytes, FAST));
        return new Row(Table.SIMULATION, values);
    }

    private static Row scores(Scores event, byte[] bytes) {
        Map<String, Object> values = neuron(event.neuron(), bytes);
        values.putAll(ScoresRows.common(event));
        if (event.explanationOf() != null) {
            values.putAll(ScoresRows.ofLentExplanation(event));
            return new Row(Table.BASELINE_SCORE, values);
        }
        if (event.judgements() != null) {
            values.putAll(ScoresRows.ofJudgements(event.judgements()));
            return new Row(Table.JUDGEMENT_SCORES, values);
        }
        values.putAll(ScoresRows.ofActivations(event));
        return new Row(Table.SCORES, values);
    }

    private static Row recipe(PublishedRecipe event, byte[] bytes) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id(event));
        values.put("digest", event.recipe().digest());
        values.put("service", StorableText.of(event.service()));
        values.put("name", StorableText.of(event.recipe().name()));
        values.put("method", StorableText.of(event.recipe().method()));
        values.put("text", StorableText.of(event.text()));
        values.put("content", content(bytes));
        return new Row(Table.RECIPE, values);
    }

    private static UUID id(PublishedRecipe event) {
        String name = event.service() + "\n" + event.recipe().digest() + "\n"
                + event.recipe().name();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> neuron(NeuronId neuron, byte[] bytes) {
        Map<String, Object> values = new HashMap<>();
        values.put("model", neuron.model());
        values.put("layer", neuron.layer());
        values.put("site", neuron.site());
        values.put("neuronIndex", neuron.index());
        values.put("content", content(bytes));
        return values;
    }

    /** The first 64 bits of the bytes' SHA-256. */
    private static long content(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
