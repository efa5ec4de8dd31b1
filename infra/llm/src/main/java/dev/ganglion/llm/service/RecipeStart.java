package dev.ganglion.llm.service;

import dev.ganglion.llm.endpoint.HttpEndpoint;
import dev.ganglion.llm.ledger.RememberingModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.UnanswerableException;
import dev.ganglion.llm.recipe.Recipe;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What happens before the first record is read: the recipe is published, and where it asks a language model its budget is
 * opened and its server looked at. A server that lacks what the recipe needs is waited for, and the state says why.
 */
@Singleton
public class RecipeStart {

    private static final Logger LOG = Logger.getLogger(RecipeStart.class);
    /** The sample of the first look, which every start after a success finds remembered. */
    private static final int FIRST = 0;

    private final Recipe<?> recipe;
    private final RecipeAnnouncement announcement;
    private final Instance<RememberingModel> model;
    private final Instance<HttpEndpoint> endpoint;
    private final Duration interval;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String problem;

    RecipeStart(
            Recipe<?> recipe,
            RecipeAnnouncement announcement,
            Instance<RememberingModel> model,
            Instance<HttpEndpoint> endpoint,
            @ConfigProperty(name = "llm.probe-interval") Duration interval) {
        this.recipe = recipe;
        this.announcement = announcement;
        this.model = model;
        this.endpoint = endpoint;
        this.interval = interval;
    }

    void begin(@Observes StartupEvent start) {
        Uni.createFrom()
                .completionStage(announcement.published())
                .chain(() ->
                        recipe.model().map(this::open).orElse(Uni.createFrom().voidItem()))
                .subscribe()
                .with(done -> ready.complete(null), failure -> {
                    LOG.errorf("the service cannot begin: %s", failure.getMessage());
                    problem = failure.getMessage();
                    ready.completeExceptionally(failure);
                });
    }

    /** Completes when records may be read. */
    public CompletionStage<Void> ready() {
        return ready;
    }

    /** Why no record is read yet, one sentence; nothing if records are read. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private Uni<Void> open(ModelUse use) {
        return model.get().open(recipe.ref(), use.model().name()).chain(() -> Probe.of(use)
                .map(request -> probe(use, request, FIRST))
                .orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Void> probe(ModelUse use, ModelRequest request, int sample) {
        return model.get()
                .ask(new Question<>(recipe.ref(), null, request, sample, 1, new Probe()))
                .invoke(() -> problem = null)
                .replaceWithVoid()
                .onFailure(UnanswerableException.class)
                .recoverWithUni(failure -> {
                    lacks(use, failure);
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(interval)
                            .chain(() -> probe(use, request, nextSample()));
                });
    }

    /**
     * A later look is another question, or a failure that is remembered would be found for ever. By chance and not by the
     * clock, which may be set back.
     */
    private static int nextSample() {
        return ThreadLocalRandom.current().nextInt(FIRST + 1, Integer.MAX_VALUE);
    }

    private void lacks(ModelUse use, Throwable failure) {
        String sentence = "model \"" + use.model().name() + "\" at "
                + endpoint.get().url()
                + " does not give the logprobs that recipe " + recipe.ref().pinned() + " needs ("
                + failure.getMessage() + "): choose another model, or a recipe that needs none";
        if (!sentence.equals(problem)) {
            LOG.error("paused: " + sentence);
        }
        problem = sentence;
    }
}
