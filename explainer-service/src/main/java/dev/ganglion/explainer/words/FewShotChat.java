package dev.ganglion.explainer.words;

import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.prompt.TokenCount;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat that asks for an explanation: instructions, then each example as a question with its answer, then the neuron. If
 * it does not fit into the model's context, whole pieces are left out: examples' excerpts from the last one back, then
 * examples, then the neuron's own excerpts.
 *
 * @param <E> what is shown of a neuron
 */
public final class FewShotChat<E extends Evidence<E>> {

    private final ModelSettings model;
    private final TokenCount count;
    private final ChatTemplates templates;
    private final List<Example<E>> examples;
    /** Instructions and all examples: the same for every neuron. */
    private final List<Message> opening;

    /**
     * @param probes evidence with which the templates are tried out
     * @throws IllegalArgumentException with one sentence, if a template cannot be filled in
     */
    public FewShotChat(ModelSettings model, ChatTemplates templates, List<Example<E>> examples, List<E> probes) {
        this.model = model;
        this.count = TokenCount.forModel(model.name());
        this.templates = templates;
        this.examples = List.copyOf(examples);
        this.opening = opening(this.examples);
        probes.forEach(probe -> ask(this.opening, this.examples.size(), probe));
    }

    /**
     * Asks about a neuron.
     *
     * @throws RefusedException if not even one piece of evidence fits
     */
    public ChatRequest about(E evidence) {
        ChatRequest request = ask(opening, examples.size(), evidence);
        List<Example<E>> kept = new ArrayList<>(examples);
        E own = evidence;
        while (!count.fits(request)) {
            if (!shorten(kept)) {
                if (own.pieces() == 1) {
                    throw tooLong(request);
                }
                own = own.first(own.pieces() - 1);
            }
            request = ask(opening(kept), kept.size(), own);
        }
        return request;
    }

    /** Leaves out the last piece of an example that has several, or else the last example. */
    private static <E extends Evidence<E>> boolean shorten(List<Example<E>> examples) {
        for (int i = examples.size() - 1; i >= 0; i--) {
            E evidence = examples.get(i).evidence();
            if (evidence.pieces() > 1) {
                examples.set(
                        i,
                        new Example<>(
                                evidence.first(evidence.pieces() - 1),
                                examples.get(i).explanation()));
                return true;
            }
        }
        if (examples.isEmpty()) {
            return false;
        }
        examples.remove(examples.size() - 1);
        return true;
    }

    private List<Message> opening(List<Example<E>> examples) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(templates.system()));
        for (int i = 0; i < examples.size(); i++) {
            messages.add(question(i + 1, examples.get(i).evidence()));
            messages.add(Message.assistant(templates.answer(examples.get(i).explanation())));
        }
        return messages;
    }

    private ChatRequest ask(List<Message> opening, int examples, E evidence) {
        List<Message> messages = new ArrayList<>(opening);
        messages.add(question(examples + 1, evidence));
        return new ChatRequest(model, messages, 0, false);
    }

    private Message question(int number, E evidence) {
        return Message.user(templates.neuron(number, evidence.values()));
    }

    private RefusedException tooLong(ChatRequest request) {
        return new RefusedException("the shortest prompt has " + (count.exact() ? "" : "up to ") + count.of(request)
                + " tokens and the answer " + model.maxTokens() + ", and the recipe's model takes " + model.context()
                + ": raise \"context\" in \"model\" if the model takes more, or use shorter excerpts");
    }
}
