package dev.ganglion.simulator.promptlogprobs;

import dev.ganglion.llm.prompt.PromptTemplate;
import dev.ganglion.simulator.tokenwise.ShownExcerpt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A recipe's prompt as one text: what it is about, then a piece for each neuron, the last of them the one asked about. */
final class CompletionPrompt {

    private static final Set<String> VARIABLES = Set.of("number", "explanation", "activations");

    private final String opening;
    private final PromptTemplate neuron;

    /**
     * The recipe's field {@code prompt}.
     *
     * @param opening a template without variables
     * @param neuron about one neuron; a template with {@code number} (from 1), {@code explanation} and {@code activations}
     */
    public record Templates(String opening, String neuron) {

        public Templates {
            if (opening == null || neuron == null) {
                throw new IllegalArgumentException("field \"prompt\" needs \"opening\" and \"neuron\"");
            }
        }
    }

    private CompletionPrompt(String opening, PromptTemplate neuron) {
        this.opening = opening;
        this.neuron = neuron;
    }

    /** @throws IllegalArgumentException with one sentence, if the templates are missing or broken */
    static CompletionPrompt of(Templates templates) {
        if (templates == null) {
            throw new IllegalArgumentException("missing field \"prompt\": it has \"opening\" and \"neuron\"");
        }
        PromptTemplate neuron = PromptTemplate.parse("prompt.neuron", templates.neuron(), VARIABLES);
        Map<String, Object> marks = Map.of("number", 1, "explanation", "\u0001", "activations", "\u0002");
        String trial = neuron.render(marks);
        for (String variable : List.of("explanation", "activations")) {
            if (!trial.contains((String) marks.get(variable))) {
                throw new IllegalArgumentException("field \"prompt.neuron\" must show {" + variable + "}");
            }
        }
        return new CompletionPrompt(
                PromptTemplate.parse("prompt.opening", templates.opening(), Set.of())
                        .render(Map.of()),
                neuron);
    }

    /** The pieces of examples, numbered from 1. */
    List<String> examples(List<PartlyKnownExample> examples) {
        return IntStream.range(0, examples.size())
                .mapToObj(i -> piece(
                        i + 1, examples.get(i).explanation(), examples.get(i).shown()))
                .toList();
    }

    /**
     * The whole prompt.
     *
     * @param examples their pieces, the first of them all
     * @param explanation as in events, of the neuron that is asked about
     * @param asked the excerpt asked about, as it is shown
     */
    String text(List<String> examples, String explanation, String asked) {
        return opening + String.join("", examples) + piece(examples.size() + 1, explanation, asked);
    }

    private String piece(int number, String explanation, String activations) {
        return neuron.render(Map.of(
                "number", number, "explanation", ShownExcerpt.explanation(explanation), "activations", activations));
    }
}
