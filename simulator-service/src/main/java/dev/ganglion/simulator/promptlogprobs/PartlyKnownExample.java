package dev.ganglion.simulator.promptlogprobs;

import dev.ganglion.simulator.tokenwise.Example;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import java.util.List;

/**
 * A worked example whose first activations are hidden, so that the model learns to go on after {@code unknown}.
 *
 * @param explanation what the neuron does
 * @param tokens as in events
 * @param activations whole numbers from 0 to 10, one for each token
 * @param revealed the first position whose activation is shown, from 0; 0 by default
 */
public record PartlyKnownExample(String explanation, List<String> tokens, List<Integer> activations, Integer revealed) {

    public PartlyKnownExample {
        Example whole = new Example(explanation, tokens, activations);
        tokens = whole.tokens();
        activations = whole.activations();
        revealed = revealed == null ? 0 : revealed;
        if (revealed < 0 || revealed > tokens.size()) {
            throw new IllegalArgumentException("field \"examples\": \"revealed\" is a position, 0 to " + tokens.size()
                    + " for an example of " + tokens.size() + " tokens");
        }
    }

    String shown() {
        return ShownExcerpt.of(
                tokens, position -> position < revealed ? EchoedExcerpt.UNKNOWN : activations.get(position));
    }
}
