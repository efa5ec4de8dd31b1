package dev.ganglion.simulator.oneatatime;

import dev.ganglion.simulator.tokenwise.Example;
import java.util.List;

/**
 * A worked example: what an invented neuron does on the last of some tokens.
 *
 * @param explanation what the neuron does
 * @param tokens as in events
 * @param activation on the last token, a whole number from 0 to 10
 */
public record PrefixExample(String explanation, List<String> tokens, Integer activation) {

    public PrefixExample {
        Example.check(explanation, tokens);
        Example.check(activation);
        tokens = List.copyOf(tokens);
    }
}
