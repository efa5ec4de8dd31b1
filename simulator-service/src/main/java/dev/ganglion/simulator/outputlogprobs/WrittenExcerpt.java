package dev.ganglion.simulator.outputlogprobs;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.prompt.ShownToken;
import dev.ganglion.simulator.logprobs.ExpectedValues;
import dev.ganglion.simulator.tokenwise.Answers;
import dev.ganglion.simulator.tokenwise.ExpectedActivations;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An excerpt as the model wrote it: the very tokens it was shown, each with an activation. With a token left out, added or
 * changed it is not known which activation belongs to which token, and nothing is guessed.
 */
final class WrittenExcerpt implements AnswerFormat<ExpectedActivations> {

    private static final Pattern ACTIVATION = Pattern.compile("(?:10|[0-9])\n");
    private static final Pattern BEGINNING = Pattern.compile("\\s*" + ShownExcerpt.START + "\n");
    private static final Pattern ENDING = Pattern.compile(ShownExcerpt.END + "\\s*");

    private final List<String> tokens;

    /** @param tokens as in events */
    WrittenExcerpt(List<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "output-logprobs/1";
    }

    @Override
    public Class<ExpectedActivations> type() {
        return ExpectedActivations.class;
    }

    @Override
    public ExpectedActivations parse(Completion completion) {
        String text = Answers.whole(completion);
        int[] places = places(text);
        ExpectedValues expected = ExpectedValues.of(text, completion.tokens());
        double[] activations = new double[places.length];
        for (int position = 0; position < places.length; position++) {
            int token = position;
            activations[position] = expected.atWritten(places[position])
                    .orElseThrow(() -> new FormatFailureException(
                            "no activation is among the alternatives that the server reports at token " + token));
        }
        return new ExpectedActivations(ActivationValues.of(activations));
    }

    /** Where each token's activation is written. */
    private int[] places(String text) {
        Matcher matcher = BEGINNING.matcher(text);
        if (!matcher.lookingAt()) {
            throw new FormatFailureException("the answer does not begin with " + ShownExcerpt.START);
        }
        int at = matcher.end();
        int[] places = new int[tokens.size()];
        matcher.usePattern(ACTIVATION);
        for (int position = 0; position < places.length; position++) {
            String token = ShownToken.of(tokens.get(position)) + ShownExcerpt.TAB;
            if (!text.startsWith(token, at)) {
                throw new FormatFailureException("line " + (position + 1) + " of the answer does not begin with token "
                        + position + " and a tab");
            }
            places[position] = at + token.length();
            if (!matcher.region(places[position], text.length()).lookingAt()) {
                throw new FormatFailureException(
                        "line " + (position + 1) + " of the answer does not end with a whole number from 0 to 10");
            }
            at = matcher.end();
        }
        if (!matcher.usePattern(ENDING).region(at, text.length()).matches()) {
            throw new FormatFailureException(
                    "the answer does not end with " + ShownExcerpt.END + " after token " + (places.length - 1));
        }
        return places;
    }
}
