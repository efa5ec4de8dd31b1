package dev.ganglion.explainer.revision;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import java.util.Comparator;
import java.util.List;

/**
 * The sentences of one round in two halves, chosen by hash: the order in which a model writes them has no say.
 *
 * @param evidence to revise with
 * @param aside the same number or one more, never used to revise: they only tell how often such sentences hold
 */
record Halves(List<String> evidence, List<String> aside) {

    static Halves of(Explanation explanation, List<String> sentences) {
        List<String> ranked = sentences.stream()
                .sorted(Comparator.comparing(sentence -> Identity.sha256(explanation.id() + "\n" + sentence)))
                .toList();
        int half = ranked.size() / 2;
        return new Halves(ranked.subList(0, half), ranked.subList(half, ranked.size()));
    }
}
