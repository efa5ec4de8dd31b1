package dev.ganglion.explainer.revision;

import dev.ganglion.explainer.tokenpairs.TokenActivationPairs;
import dev.ganglion.explainer.words.ChatTemplates;
import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.explainer.words.Fields;
import java.util.Map;

/**
 * A recipe's fields.
 *
 * @param explain how a neuron is first explained: the fields of {@code token-activation-pairs}, with one candidate; its
 *     model writes and revises, too
 * @param rounds how often an explanation is revised, 1 to 3; 1 if left out
 * @param sentences written in each round, of which every other one is used, 2 to 20; 10 if left out
 * @param threshold the neuron fires from this part of its maximum on, above 0, at most 1; 0.3 if left out
 */
public record RevisionParameters(
        TokenActivationPairs.Parameters explain,
        Integer rounds,
        Integer sentences,
        Double threshold,
        Write write,
        Revise revise) {

    private static final int MOST_ROUNDS = 3;
    private static final int MOST_SENTENCES = 20;

    public RevisionParameters {
        Fields.needed("explain", explain);
        if (explain.candidates() > 1) {
            throw new IllegalArgumentException(
                    "field \"candidates\" in \"explain\" must be 1: one explanation is revised");
        }
        rounds = Fields.between("rounds", rounds, 1, 1, MOST_ROUNDS);
        sentences = Fields.between("sentences", sentences, 10, 2, MOST_SENTENCES);
        threshold = Fields.part("threshold", threshold, 0.3);
        if (threshold == 0) {
            throw new IllegalArgumentException("field \"threshold\" must be above 0");
        }
        Fields.needed("write", write);
        Fields.needed("revise", revise);
        if (write.maxTokens() >= explain.model().context()) {
            throw new IllegalArgumentException(
                    "field \"maxTokens\" in \"write\" must be below the model's \"context\"");
        }
    }

    private Map<String, String> constants() {
        return Map.of("opening", explain.prompt().opening());
    }

    ChatTemplates writing() {
        return templates("write", write.system(), write.neuron(), Claim.PROBE);
    }

    ChatTemplates revising() {
        return templates("revise", revise.system(), revise.neuron(), RevisionEvidence.PROBES.get(0));
    }

    private ChatTemplates templates(String field, String system, String neuron, Evidence<?> probe) {
        return ChatTemplates.parse(
                field, system, neuron, null, constants(), probe.values().keySet());
    }

    /**
     * How sentences are asked for.
     *
     * @param maxTokens of the answer; 600 if left out
     * @param system instructions; it may use {@code {opening}}
     * @param neuron the question: {@link Claim#values}, {@code {opening}}
     */
    public record Write(Integer maxTokens, String system, String neuron) {

        public Write {
            maxTokens = Fields.between("maxTokens", maxTokens, 600, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * How a revision is asked for.
     *
     * @param system instructions; it may use {@code {opening}}
     * @param neuron the question: {@link RevisionEvidence#values}, {@code {tab}}, {@code {opening}}
     */
    public record Revise(String system, String neuron) {}
}
