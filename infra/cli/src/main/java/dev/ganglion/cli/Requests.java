package dev.ganglion.cli;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.util.List;

/** Builds requests whose id is their content: asked twice, it is the same request. */
final class Requests {

    private Requests() {}

    /**
     * @param slug the name that the neurons get
     * @param directory the model, absolute
     * @param corpus the text, absolute
     * @param layers which layers; null for all
     * @param excerptTokens tokens in an excerpt; null for the service's default
     */
    static ActivationRequest of(String slug, Path directory, Path corpus, List<Integer> layers, Integer excerptTokens) {
        return new ActivationRequest(
                Identity.request(
                        slug,
                        directory.toString(),
                        corpus.toString(),
                        "excerpt-tokens " + excerptTokens,
                        "layers " + layers + " shard 0 of 1"),
                slug,
                directory.toString(),
                corpus.toString(),
                layers,
                Shard.WHOLE,
                excerptTokens);
    }
}
