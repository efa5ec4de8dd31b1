package dev.ganglion.interchange.neuronpedia;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.Texts;
import dev.ganglion.interchange.neuronpedia.ActivationRow.Own;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A neuron as lines of their batches. Stateless but for the name of the creator; safe for use by many threads. */
public final class FeatureRows {

    /** How many neurons a batch has: neuron {@code i} is in batch {@code i / 1024}. */
    public static final int PER_BATCH = 1024;

    private static final double OF_THE_HIGHEST = -1;
    /** The explanation's type as their database knows it, by the method that made it here. */
    private static final Map<String, String> TYPES = Map.of("token-activation-pairs", "oai_token-act-pair");

    private final String creator;

    /** @param creator the id of the user, in the database that imports it, whose the rows are */
    public FeatureRows(String creator) {
        this.creator = creator;
    }

    /** The directory of a neuron's source, below the export's: {@code gpt2-xl/31-mlp}. */
    public static String directory(NeuronId neuron) {
        return neuron.model() + "/" + SourceName.of(neuron);
    }

    private Map<String, Object> row(NeuronId neuron) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("modelId", neuron.model());
        row.put("layer", SourceName.of(neuron));
        row.put("index", Integer.toString(neuron.index()));
        return row;
    }

    /** The neuron's line in {@code features/}. What is not known here is left to their defaults. */
    public byte[] feature(NeuronActivations record) {
        NeuronId neuron = record.neuron();
        Map<String, Object> row = row(neuron);
        row.put("maxActApprox", record.statistics().maximum());
        row.put("creatorId", creator);
        row.put("sourceSetName", neuron.site());
        if (neuron.site().equals(NeuronId.MLP)) {
            row.put("hookName", "blocks." + neuron.layer() + ".mlp.hook_post");
        }
        row.put("hasVector", false);
        if (record.weights() != null) {
            WeightedTokens tokens = record.weights().outputTokens();
            row.put("pos_str", Texts.wellFormed(tokens.positive()));
            row.put("pos_values", tokens.positiveWeights());
            row.put("neg_str", Texts.wellFormed(tokens.negative()));
            row.put("neg_values", tokens.negativeWeights());
        }
        return Json.write(row);
    }

    /** Its lines in {@code activations/}, one for each excerpt. */
    public List<byte[]> activations(NeuronActivations record) {
        Map<ExcerptSet, Integer> places = new EnumMap<>(ExcerptSet.class);
        List<byte[]> rows = new ArrayList<>();
        for (Excerpt excerpt : record.excerpts()) {
            int place = places.merge(excerpt.set(), 1, Integer::sum) - 1;
            rows.add(Json.write(activation(record, excerpt, place)));
        }
        return rows;
    }

    private ActivationRow activation(NeuronActivations record, Excerpt excerpt, int place) {
        NeuronId neuron = record.neuron();
        ActivationValues values = excerpt.activations();
        boolean top = excerpt.set() == ExcerptSet.TOP;
        int highest = 0;
        float lowest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < values.size(); i++) {
            highest = values.get(i) > values.get(highest) ? i : highest;
            lowest = Math.min(lowest, values.get(i));
        }
        return new ActivationRow(
                Own.id(record.id().toString(), excerpt.set(), excerpt.quantiles(), place),
                neuron.model(),
                SourceName.of(neuron),
                TextNode.valueOf(Integer.toString(neuron.index())),
                creator,
                Texts.wellFormed(record.provenance().corpus()),
                Texts.wellFormed(excerpt.tokens()),
                (double) values.get(highest),
                (double) lowest,
                values,
                highest,
                top ? OF_THE_HIGHEST : 0,
                top ? OF_THE_HIGHEST : lowest,
                top ? record.statistics().maximum() : values.get(highest));
    }

    /**
     * A line in {@code explanations/}.
     *
     * @param method the one that made it
     */
    public byte[] explanation(NeuronId neuron, UUID id, String text, String method) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id.toString());
        row.putAll(row(neuron));
        row.put("authorId", creator);
        row.put("description", Texts.wellFormed(text));
        row.put("typeName", TYPES.get(method));
        row.put("explanationModelName", null);
        return Json.write(row);
    }

    /**
     * The files that describe a source, by name: {@code model.jsonl}, {@code release.jsonl}, {@code sourceset.jsonl} and
     * {@code source.jsonl}.
     *
     * @param record of any of its neurons
     * @param layers of the model, as far as is known
     * @param perLayer neurons in each, as far as is known
     */
    public Map<String, byte[]> source(NeuronActivations record, int layers, int perLayer) {
        NeuronId neuron = record.neuron();
        String release = neuron.model() + "-ganglion";
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", neuron.model());
        model.put("displayNameShort", neuron.model());
        model.put("displayName", neuron.model());
        model.put("creatorId", creator);
        model.put("layers", layers);
        model.put("neuronsPerLayer", perLayer);
        model.put("owner", "unknown");
        model.put("visibility", "PUBLIC");
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("name", release);
        published.put("description", "Neurons of " + neuron.model() + ", recorded by Ganglion");
        published.put("urls", List.of());
        published.put("creatorName", "Ganglion");
        published.put("creatorId", creator);
        published.put("visibility", "PUBLIC");
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("modelId", neuron.model());
        set.put("name", neuron.site());
        set.put("description", "Neurons at the site " + neuron.site());
        set.put("type", "neurons");
        set.put("urls", List.of());
        set.put("creatorName", "Ganglion");
        set.put("creatorId", creator);
        set.put("releaseName", release);
        set.put("visibility", "PUBLIC");
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", SourceName.of(neuron));
        source.put("modelId", neuron.model());
        source.put("setName", neuron.site());
        source.put("creatorId", creator);
        source.put("dataset", Texts.wellFormed(record.provenance().corpus()));
        source.put("num_prompts", record.provenance().excerpts());
        source.put("visibility", "PUBLIC");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("model.jsonl", Json.write(model));
        files.put("release.jsonl", Json.write(published));
        files.put("sourceset.jsonl", Json.write(set));
        files.put("source.jsonl", Json.write(source));
        return files;
    }
}
