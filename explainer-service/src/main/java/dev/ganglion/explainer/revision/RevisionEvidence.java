package dev.ganglion.explainer.revision;

import dev.ganglion.explainer.revision.Experiment.Findings;
import dev.ganglion.explainer.tokenpairs.PairsEvidence;
import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.llm.prompt.ShownText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a revision is asked with: the evidence of the first explanation, the explanation that is to be revised, and what
 * happened on the sentences written from it.
 */
record RevisionEvidence(PairsEvidence original, String explanation, Findings findings)
        implements Evidence<RevisionEvidence> {

    /** With sentences of both kinds, for trying out templates. */
    static final List<RevisionEvidence> PROBES = PairsEvidence.PROBES.stream()
            .map(pairs -> new RevisionEvidence(pairs, "a", new Findings(List.of("b"), List.of("c"))))
            .toList();

    @Override
    public int pieces() {
        return original.pieces();
    }

    @Override
    public RevisionEvidence first(int pieces) {
        return new RevisionEvidence(original.first(pieces), explanation, findings);
    }

    /** {@link PairsEvidence#values}, {@code explanation}, and the sentences {@code fired} and {@code silent}. */
    @Override
    public Map<String, ?> values() {
        Map<String, Object> values = new HashMap<>(original.values());
        values.put("explanation", ShownText.of(List.of(explanation)));
        values.put("fired", findings.fired());
        values.put("silent", findings.silent());
        return values;
    }
}
