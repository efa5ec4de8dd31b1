package dev.ganglion.activation.recording;

import dev.ganglion.activation.RequestException;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.model.ModelShape;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a request, and refuses what is not possible. */
final class RequestedWork {

    /** The merge takes as many: more than anybody has workers. */
    private static final int MOST_SHARDS = 10_000;

    private final ActivationRequest request;

    /** @throws RequestException if it is divided into too many shards */
    RequestedWork(ActivationRequest request) {
        this.request = request;
        if (request.shard().of() > MOST_SHARDS) {
            throw new RequestException("The corpus is divided into "
                    + request.shard().of() + " shards, and can be into " + MOST_SHARDS + ".");
        }
    }

    Shard shard() {
        return request.shard();
    }

    /** Whether the corpus is not divided. */
    boolean isWhole() {
        return request.shard().of() == 1;
    }

    /** Which request was divided: the same for all its shards, which differ in nothing else. */
    UUID divided() {
        return Identity.request(
                request.model(),
                request.modelDirectory(),
                request.corpus(),
                "excerpt-tokens " + request.excerptTokens(),
                "layers " + request.layers() + " in " + request.shard().of() + " shards");
    }

    Path modelDirectory() {
        return path("modelDirectory", request.modelDirectory());
    }

    Path corpus() {
        return path("corpus", request.corpus());
    }

    /** Those that are asked for; all of the model's if none are named. */
    SortedSet<Integer> layers(ModelShape shape) {
        int count = shape.layers();
        if (request.layers() == null) {
            return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        SortedSet<Integer> layers = new TreeSet<>(request.layers());
        if (layers.isEmpty()) {
            throw new RequestException("The request names no layer; leave \"layers\" out for all of them.");
        }
        if (layers.last() >= count) {
            throw new RequestException("There is no layer " + layers.last() + ": " + request.model()
                    + " has the layers 0 to " + (count - 1) + ".");
        }
        return layers;
    }

    CollationParameters parameters(ModelShape shape) {
        CollationParameters defaults = CollationParameters.defaults();
        int context = shape.contextLength();
        if (request.excerptTokens() == null) {
            return defaults.withExcerptTokens(Math.min(defaults.excerptTokens(), context));
        }
        if (request.excerptTokens() > context) {
            throw new RequestException("Excerpts of " + request.excerptTokens() + " tokens do not fit "
                    + request.model() + ", which takes " + context + "; ask for fewer excerpt tokens.");
        }
        return defaults.withExcerptTokens(request.excerptTokens());
    }

    private static Path path(String field, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new RequestException("The request's \"" + field + "\" is not a path (" + e.getReason() + ").");
        }
    }
}
