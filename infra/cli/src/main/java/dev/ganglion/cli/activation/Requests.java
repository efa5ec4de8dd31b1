package dev.ganglion.cli.activation;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Builds requests whose id is their content: asked twice, it is the same request. */
public final class Requests {

    private Requests() {}

    /**
     * For all excerpts of a corpus that is not divided.
     *
     * @param slug the name that the neurons get
     * @param directory the model, absolute
     * @param corpus the text, absolute
     * @param layers which layers; null for all
     * @param excerptTokens tokens in an excerpt; null for the service's default
     */
    public static ActivationRequest of(
            String slug, Path directory, Path corpus, List<Integer> layers, Integer excerptTokens) {
        return of(slug, directory.toString(), corpus, layers, excerptTokens, null, 1)
                .get(0);
    }

    /**
     * The same for each shard of the corpus.
     *
     * @param model its directory, absolute, or its id on the hub with a commit
     * @param sample which excerpts; null for all
     */
    static List<ActivationRequest> of(
            String slug,
            String model,
            Path corpus,
            List<Integer> layers,
            Integer excerptTokens,
            CorpusSample sample,
            int shards) {
        String collation = "excerpt-tokens " + excerptTokens
                + (sample == null ? "" : " sample " + sample.excerpts() + " seed " + sample.seed());
        return IntStream.range(0, shards)
                .mapToObj(index -> new ActivationRequest(
                        Identity.request(
                                slug,
                                model,
                                corpus.toString(),
                                collation,
                                "layers " + layers + " shard " + index + " of " + shards),
                        slug,
                        model,
                        corpus.toString(),
                        layers,
                        new Shard(index, shards),
                        excerptTokens,
                        sample))
                .toList();
    }
}
