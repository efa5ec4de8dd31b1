package dev.ganglion.simulator.oneatatime;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.logprobs.ExpectedValues;
import dev.ganglion.simulator.tokenwise.Answers;
import dev.ganglion.simulator.tokenwise.ExpectedActivations;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single activation. The answer may end because it is as long as allowed: one token is all that is wanted. If the model's
 * tokenizer writes 10 as two tokens, a recipe allows two, or 10 is taken for 1.
 */
final class WrittenActivation implements AnswerFormat<ExpectedActivations> {

    private static final Pattern ACTIVATION = Pattern.compile("\\s*(10|[0-9])\\s*");

    @Override
    public String name() {
        return "one-at-a-time/1";
    }

    @Override
    public Class<ExpectedActivations> type() {
        return ExpectedActivations.class;
    }

    @Override
    public ExpectedActivations parse(Completion completion) {
        String text = Answers.written(completion);
        Matcher activation = ACTIVATION.matcher(text);
        if (!activation.matches()) {
            throw new FormatFailureException("the answer is not a whole number from 0 to 10");
        }
        double expected = ExpectedValues.of(text, completion.tokens())
                .atWritten(activation.start(1))
                .orElseThrow(() ->
                        new FormatFailureException("no activation is among the alternatives that the server reports"));
        return new ExpectedActivations(ActivationValues.of(new double[] {expected}));
    }
}
