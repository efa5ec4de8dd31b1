package dev.ganglion.simulator.promptlogprobs;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.logprobs.ExpectedValues;
import dev.ganglion.simulator.tokenwise.ExpectedActivations;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A prompt that comes back with, at each {@value #UNKNOWN} of its last excerpt, what the model would rather have written
 * there. The places are known from the prompt itself, so no token that looks like a marker can move them.
 *
 * <p>A place without an activation among its alternatives has no value, and then the excerpt has none: a 0 in its stead
 * would say that the model expects silence. Only position 0 is excused, which counts in no score: it is 0.
 */
final class EchoedExcerpt implements AnswerFormat<ExpectedActivations> {

    static final String UNKNOWN = "unknown";

    private static final String TEN = ShownExcerpt.TAB + "10\n";

    private final String prompt;
    private final int asked;
    private final List<Integer> places;

    /**
     * @param prompt that is echoed
     * @param excerpt its last excerpt, all of it unknown, as it is shown
     */
    EchoedExcerpt(String prompt, String excerpt) {
        this.prompt = prompt;
        this.asked = prompt.lastIndexOf(excerpt);
        this.places = places(excerpt, asked);
    }

    @Override
    public String name() {
        return "prompt-logprobs/1";
    }

    @Override
    public Class<ExpectedActivations> type() {
        return ExpectedActivations.class;
    }

    @Override
    public ExpectedActivations parse(Completion completion) {
        ExpectedValues expected = ExpectedValues.of(prompt, completion.tokens());
        int ten = prompt.indexOf(TEN);
        if (ten >= 0 && ten < asked && expected.split(ten + 1, ten + TEN.length() - 1)) {
            throw new FormatFailureException(
                    "the model's tokenizer writes 10 as two tokens, and an echo cannot tell a 1"
                            + " from a 10 then: use another model, or the method output-logprobs");
        }
        double[] activations = new double[places.size()];
        for (int position = 0; position < activations.length; position++) {
            OptionalDouble value = expected.at(places.get(position));
            if (value.isEmpty() && position >= Excerpt.FIRST_COUNTED) {
                throw new FormatFailureException(
                        "no activation is among the alternatives that the server reports at token " + position);
            }
            activations[position] = value.orElse(0);
        }
        return new ExpectedActivations(ActivationValues.of(activations));
    }

    /** Where each line's {@value #UNKNOWN} begins; shown tokens have neither tabs nor line breaks. */
    private static List<Integer> places(String excerpt, int from) {
        List<Integer> places = new ArrayList<>();
        for (int tab = excerpt.indexOf(ShownExcerpt.TAB); tab >= 0; tab = excerpt.indexOf(ShownExcerpt.TAB, tab + 1)) {
            places.add(from + tab + 1);
        }
        return places;
    }
}
