package dev.ganglion.cli;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

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
        return of(slug, directory, corpus, layers, excerptTokens, 1).get(0);
    }

    /** The same for each shard of the corpus. */
    static List<ActivationRequest> of(
            String slug, Path directory, Path corpus, List<Integer> layers, Integer excerptTokens, int shards) {
        return IntStream.range(0, shards)
                .mapToObj(index -> of(slug, directory, corpus, layers, excerptTokens, new Shard(index, shards)))
                .toList();
    }

    private static ActivationRequest of(
            String slug, Path directory, Path corpus, List<Integer> layers, Integer excerptTokens, Shard shard) {
        return new ActivationRequest(
                Identity.request(
                        slug,
                        directory.toString(),
                        corpus.toString(),
                        "excerpt-tokens " + excerptTokens,
                        "layers " + layers + " shard " + shard.index() + " of " + shard.of()),
                slug,
                directory.toString(),
                corpus.toString(),
                layers,
                shard,
                excerptTokens);
    }
}
