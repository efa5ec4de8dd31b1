package dev.ganglion.explainer.words;

import dev.ganglion.llm.prompt.PromptTemplate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A chat's pieces: the instructions, what is shown and asked of one neuron, and an example's answer. */
public final class ChatTemplates {

    private static final String ANSWER = "{explanation}";

    private final PromptTemplate system;
    private final PromptTemplate neuron;
    private final PromptTemplate answer;
    private final Map<String, String> constants;

    private ChatTemplates(
            PromptTemplate system, PromptTemplate neuron, PromptTemplate answer, Map<String, String> constants) {
        this.system = system;
        this.neuron = neuron;
        this.answer = answer;
        this.constants = constants;
    }

    /**
     * Reads a recipe's templates.
     *
     * @param field of the recipe that holds them, for errors
     * @param answer the explanation alone if null
     * @param constants values that every template may use
     * @param values the names of what {@link Evidence#values} gives
     * @throws IllegalArgumentException with one sentence, if one is broken or missing
     */
    public static ChatTemplates parse(
            String field,
            String system,
            String neuron,
            String answer,
            Map<String, String> constants,
            Set<String> values) {
        Set<String> shown = new HashSet<>(values);
        shown.addAll(Set.of("number", "tab"));
        return new ChatTemplates(
                template(field + ".system", system, constants, Set.of()),
                template(field + ".neuron", neuron, constants, shown),
                template(field + ".answer", answer == null ? ANSWER : answer, constants, Set.of("explanation")),
                Map.copyOf(constants));
    }

    private static PromptTemplate template(
            String field, String text, Map<String, String> constants, Set<String> values) {
        Set<String> known = new HashSet<>(values);
        known.addAll(constants.keySet());
        return PromptTemplate.parse(field, Fields.needed(field, text), known);
    }

    String system() {
        return system.render(constants);
    }

    /** @param number of the neuron in the chat, from 1 */
    String neuron(int number, Map<String, ?> shown) {
        Map<String, Object> values = new HashMap<>(constants);
        values.putAll(shown);
        values.put("number", number);
        values.put("tab", "\t");
        return neuron.render(values);
    }

    String answer(String explanation) {
        Map<String, Object> values = new HashMap<>(constants);
        values.put("explanation", explanation);
        return answer.render(values);
    }
}
