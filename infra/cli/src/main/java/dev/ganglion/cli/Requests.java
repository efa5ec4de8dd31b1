package dev.ganglion.cli;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.util.List;

/** Builds requests whose id is their content: asked twice, it is the same request. */
final class Requests {

    private Requests() {}

    /**
     * For all excerpts of the corpus.
     *
     * @param slug the name that the neurons get
     * @param directory the model, absolute
     * @param corpus the text, absolute
     * @param layers which layers; null for all
     * @param excerptTokens tokens in an excerpt; null for the service's default
     */
    static ActivationRequest of(String slug, Path directory, Path corpus, List<Integer> layers, Integer excerptTokens) {
        return of(slug, directory.toString(), corpus, layers, excerptTokens, null);
    }

    /**
     * @param model its directory, absolute, or its id on the hub with a commit
     * @param sample which excerpts; null for all
     */
    static ActivationRequest of(
            String slug, String model, Path corpus, List<Integer> layers, Integer excerptTokens, CorpusSample sample) {
        String collation = "excerpt-tokens " + excerptTokens
                + (sample == null ? "" : " sample " + sample.excerpts() + " seed " + sample.seed());
        return new ActivationRequest(
                Identity.request(slug, model, corpus.toString(), collation, "layers " + layers + " shard 0 of 1"),
                slug,
                model,
                corpus.toString(),
                layers,
                Shard.WHOLE,
                excerptTokens,
                sample);
    }
}
