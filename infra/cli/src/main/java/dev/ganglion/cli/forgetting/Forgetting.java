package dev.ganglion.cli.forgetting;

import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.time.Duration;

/** Asks the scorer-service what it holds, and to forget it. */
final class Forgetting {

    private static final String OPTION = "--kind";

    /** A recipe of every neuron of the largest models goes within seconds on a good disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final JsonHttp http = new JsonHttp();
    private final String api;

    /**
     * @param viewer the scorer-service's address, ending in a slash
     */
    Forgetting(String viewer) {
        this.api = viewer + "api/";
    }

    /**
     * The one thing of this name that has rows.
     *
     * @param name of a model or a recipe
     * @param kind {@code model}, {@code explainer} or {@code simulator}; null for whichever it is
     * @throws Refusal if it has none, or if it may be several things
     */
    Held find(String name, String kind) throws IOException, InterruptedException {
        boolean mayBeModel = (kind == null || kind.equals(Held.MODEL)) && NeuronId.isModelSlug(name);
        boolean mayBeRecipe = kind == null || !kind.equals(Held.MODEL);
        Held model = mayBeModel ? http.ask(ofModel(name), Held.class, PATIENCE) : null;
        boolean isModel = model != null && model.total() > 0;
        Held recipe = null;
        if (mayBeRecipe) {
            try {
                recipe = http.ask(ofRecipe(name, kind), Held.class, PATIENCE);
            } catch (Refusal several) {
                throw isModel ? ambiguous(name, "recipes") : several;
            }
        }
        boolean isRecipe = recipe != null && recipe.total() > 0;
        if (isModel && isRecipe) {
            throw ambiguous(name, recipe.described());
        }
        if (!isModel && !isRecipe) {
            throw Refusal.badInput("the results database has nothing of "
                    + (kind == null ? "a model or recipe " : kind + " ") + name + ": see infra/ganglion status");
        }
        return isModel ? model : recipe;
    }

    /** Removes it; what has gone by itself since is no failure. */
    Held forget(Held held) throws IOException, InterruptedException {
        String address = held.isModel() ? ofModel(held.name()) : ofRecipe(held.name(), held.kind());
        return http.delete(address, Held.class, PATIENCE);
    }

    private static Refusal ambiguous(String name, String recipe) {
        return Refusal.badInput(name + " is a model, and the name of " + recipe + " too: add " + OPTION
                + " model, explainer or simulator");
    }

    private String ofModel(String slug) {
        return api + "models/" + slug;
    }

    private String ofRecipe(String recipe, String stage) {
        return api + "recipes/" + recipe + (stage == null ? "" : "?stage=" + stage);
    }
}
