package dev.ganglion.simulator.tokenwise;

import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.prompt.TokenCount;
import java.util.List;
import java.util.function.Function;

/**
 * A recipe's examples, of which as many are shown as the model's context has room for: the last one goes first, and always
 * as a whole.
 *
 * @param <E> examples
 */
public final class FewShots<E> {

    private final List<E> examples;
    private final TokenCount count;

    /**
     * @param examples as requests show them
     * @param model whose tokens are counted
     */
    public FewShots(List<E> examples, String model) {
        this.examples = List.copyOf(examples);
        this.count = TokenCount.forModel(model);
    }

    /**
     * The request with the most examples that fits.
     *
     * @throws RefusedException if it does not fit even without examples
     */
    public <R extends ModelRequest> R fitted(Function<List<E>, R> request) {
        int shown = examples.size();
        R candidate = request.apply(examples);
        while (shown > 0 && !count.fits(candidate)) {
            candidate = request.apply(examples.subList(0, --shown));
        }
        if (shown == 0 && !count.fits(candidate)) {
            throw new RefusedException("the prompt has " + (count.exact() ? "" : "perhaps ") + count.of(candidate)
                    + " tokens without any example, and with an answer of "
                    + candidate.settings().maxTokens() + " that is more than the model's context of "
                    + candidate.settings().context());
        }
        return candidate;
    }
}
