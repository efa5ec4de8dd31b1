package dev.ganglion.llm.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.price.Dollars;
import dev.ganglion.llm.price.Prices;
import dev.ganglion.llm.prompt.TokenCount;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a recipe would send for one neuron, how long that is, and what it would cost at most.
 *
 * @param prices what is not in there is not priced
 */
record Preview(RecipeRef recipe, List<ModelRequest> requests, Prices prices) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param promptTokens counted where the model's vocabulary is known, else no fewer than there are
     * @param answerTokens the most that the answer may have
     */
    record Sizes(String model, long promptTokens, long answerTokens) {

        static Sizes of(ModelRequest request) {
            return new Sizes(
                    request.settings().name(),
                    TokenCount.forModel(request.settings().name()).of(request),
                    request.settings().maxTokens());
        }
    }

    String json() {
        ObjectNode root =
                MAPPER.createObjectNode().put("recipe", recipe.pinned()).put("model", model());
        ArrayNode array = root.putArray("requests");
        for (ModelRequest request : requests) {
            Sizes sizes = Sizes.of(request);
            ObjectNode node = array.addObject().put("path", request.path());
            node.set("body", request.fields());
            node.put("promptTokens", sizes.promptTokens()).put("maxTokens", sizes.answerTokens());
            putDollars(node, dollars(sizes));
        }
        root.put("promptTokens", total(Sizes::promptTokens)).put("maxTokens", total(Sizes::answerTokens));
        putDollars(root, totalDollars());
        return root.toPrettyString();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (ModelRequest request : requests) {
            text.append(String.format(
                    Locale.ROOT, "--- request %d of %d: POST %s%n", ++number, requests.size(), request.path()));
            if (request instanceof ChatRequest chat) {
                for (Message message : chat.messages()) {
                    text.append("[")
                            .append(message.role())
                            .append("]\n")
                            .append(message.content())
                            .append('\n');
                }
            } else if (request instanceof CompletionRequest completion) {
                text.append(completion.prompt()).append('\n');
            }
        }
        TokenCount count = TokenCount.forModel(model());
        text.append(String.format(
                Locale.ROOT,
                "--- %s, %s: %d request%s, %s%,d tokens in prompts, at most %,d in answers, %s%n",
                recipe.pinned(),
                model(),
                requests.size(),
                requests.size() == 1 ? "" : "s",
                count.exact() ? "" : "at most ",
                total(Sizes::promptTokens),
                total(Sizes::answerTokens),
                Double.isNaN(totalDollars())
                        ? "the model has no price"
                        : String.format(Locale.ROOT, "at most $%.6f", totalDollars())));
        return text.toString();
    }

    private String model() {
        return requests.get(0).settings().name();
    }

    private long total(ToLongFunction<Sizes> of) {
        return requests.stream().map(Sizes::of).mapToLong(of).sum();
    }

    private double totalDollars() {
        return requests.stream().map(Sizes::of).mapToDouble(this::dollars).sum();
    }

    /** Prompt and answer at their longest; NaN if the model has no price. */
    private double dollars(Sizes sizes) {
        return prices.of(sizes.model())
                .map(price -> Dollars.of(price.cost(sizes.promptTokens(), sizes.answerTokens()))
                        .doubleValue())
                .orElse(Double.NaN);
    }

    private static void putDollars(ObjectNode node, double dollars) {
        if (Double.isNaN(dollars)) {
            node.putNull("dollars");
        } else {
            node.put("dollars", dollars);
        }
    }
}
