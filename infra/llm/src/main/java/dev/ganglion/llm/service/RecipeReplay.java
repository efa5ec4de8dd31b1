package dev.ganglion.llm.service;

import dev.ganglion.events.EventException;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.price.Dollars;
import dev.ganglion.llm.price.Prices;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import dev.ganglion.replay.creation.ReplayedService;
import dev.ganglion.replay.plan.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** A service that runs recipes, as its replays see it. */
final class RecipeReplay<T> implements ReplayedService {

    private final String service;
    private final String topic;
    private final Function<String, Recipe<T>> named;
    private final RecipeProgram.ReplayPreview<T> preview;
    /** Made once each: they are asked for with every record. */
    private final Map<String, Recipe<T>> recipes = new HashMap<>();

    private Prices prices;

    RecipeReplay(
            String service, String topic, Function<String, Recipe<T>> named, RecipeProgram.ReplayPreview<T> preview) {
        this.service = service;
        this.topic = topic;
        this.named = named;
        this.preview = preview;
    }

    @Override
    public String name() {
        return service;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public boolean hasRecipes() {
        return true;
    }

    @Override
    public String pinned(String recipe) {
        return recipe(recipe).ref().pinned();
    }

    @Override
    public boolean asksModel(String recipe) {
        return recipe(recipe).model().isPresent();
    }

    private Recipe<T> recipe(String name) {
        try {
            return recipes.computeIfAbsent(name, named);
        } catch (RecipeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<Work> work(Replay replay, byte[] event) {
        try {
            return preview.requests(recipe(replay.recipe()).implementation(), replay, event)
                    .map(this::work);
        } catch (EventException e) {
            return Optional.empty();
        }
    }

    private Work work(List<ModelRequest> requests) {
        if (requests.isEmpty()) {
            return Work.WITHOUT_QUESTIONS;
        }
        return new Work(
                Optional.of(() -> requests.stream().map(this::questions).reduce(Questions.NONE, Questions::and)));
    }

    private Questions questions(ModelRequest request) {
        if (prices == null) {
            prices = ModelSetup.prices(ConfigProvider.getConfig());
        }
        Preview.Sizes sizes = Preview.Sizes.of(request);
        double dollars = prices.of(sizes.model())
                .map(price -> Dollars.of(price.cost(sizes.promptTokens(), sizes.answerTokens()))
                        .doubleValue())
                .orElse(Double.NaN);
        return new Questions(1, sizes.promptTokens(), sizes.answerTokens(), dollars);
    }
}
