package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Topic {@code activation-requests}: record the neurons of a model over a corpus.
 *
 * @param model the name the neurons get, a slug
 * @param modelDirectory where the activation-service finds the model: a directory in Hugging Face layout, or an id on
 *     the hub, {@code organisation/name} or {@code organisation/name@revision}
 * @param corpus where it finds the corpus
 * @param layers which layers, from 0; null for all
 * @param shard which part of the corpus
 * @param excerptTokens tokens in an excerpt; null for the service's default
 * @param sample which of the corpus's excerpts; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivationRequest(
        UUID id,
        String model,
        String modelDirectory,
        String corpus,
        List<Integer> layers,
        Shard shard,
        Integer excerptTokens,
        CorpusSample sample) {

    public ActivationRequest {
        Required.field("id", id);
        Required.field("model", model);
        Required.that(
                NeuronId.isModelSlug(model),
                "\"" + Excerpted.text(model) + "\" is not a model name: use a-z, 0-9, '.', '_' and '-'");
        Required.field("modelDirectory", modelDirectory);
        Required.field("corpus", corpus);
        Required.field("shard", shard);
        layers = layers == null ? null : Required.list("layers", layers);
        Required.that(layers == null || layers.stream().allMatch(l -> l >= 0), "layers are counted from 0");
        Required.that(excerptTokens == null || excerptTokens >= 2, "an excerpt has at least 2 tokens");
    }

    /** A request for all excerpts of the corpus. */
    public ActivationRequest(
            UUID id,
            String model,
            String modelDirectory,
            String corpus,
            List<Integer> layers,
            Shard shard,
            Integer excerptTokens) {
        this(id, model, modelDirectory, corpus, layers, shard, excerptTokens, null);
    }

    /** The same for a sample of the excerpts; null for all of them. */
    public ActivationRequest sampled(CorpusSample wanted) {
        return new ActivationRequest(id, model, modelDirectory, corpus, layers, shard, excerptTokens, wanted);
    }
}
