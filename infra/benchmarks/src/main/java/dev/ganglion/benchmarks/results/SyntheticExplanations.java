package dev.ganglion.benchmarks.results;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Explanations in words that nobody said, and their scores. How often a word occurs falls with its rank, as in any language,
 * so that some are in half of all texts and most are in a few; scores lie around 0.15, as those of the paper do. The n-th is
 * always the same.
 */
final class SyntheticExplanations {

    static final String MODEL = "benchmark-xl";
    /** As GPT-2 XL: neurons of a layer. */
    static final int LAYER = 6400;

    static final List<RecipeRef> EXPLAINERS =
            List.of(recipe("token-activation-pairs", "ab"), recipe("highlighted", "cd"));
    static final RecipeRef SIMULATOR = recipe("output-logprobs", "ef");

    private static final List<String> COMMON = List.of(
            "the", "of", "words", "and", "to", "references", "related", "in", "phrases", "or", "names", "a", "numbers",
            "with", "verbs", "punctuation", "for", "specific", "letters", "places", "people", "dates", "colours", "sports");
    private static final int VOCABULARY = 30_000;
    private static final int SEED = 20230509;
    private static final double UNDEFINED = 0.02;

    private final List<String> vocabulary = new ArrayList<>(COMMON);
    private final EventCodec<Explanation> explanations = EventCodec.of(Explanation.class);
    private final EventCodec<Scores> scores = EventCodec.of(Scores.class);

    SyntheticExplanations() {
        Random random = new Random(SEED);
        while (vocabulary.size() < VOCABULARY) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
                word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18)))
                        .append("aeiou".charAt(random.nextInt(5)));
            }
            vocabulary.add(word.toString());
        }
    }

    private static RecipeRef recipe(String name, String digest) {
        return new RecipeRef(name, digest.repeat(32), name);
    }

    static NeuronId neuron(int n) {
        return NeuronId.mlp(MODEL, n / LAYER, n % LAYER);
    }

    static UUID activations(int n) {
        return Identity.activations(neuron(n), "subject", "corpus", "collation");
    }

    /** A word, the frequent ones more often. */
    String word(Random random) {
        return vocabulary.get((int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1);
    }

    /** One that is in few texts. */
    String rareWord(Random random) {
        return vocabulary.get(VOCABULARY / 2 + random.nextInt(VOCABULARY / 2));
    }

    /** What the recipe says of the n-th neuron, as on {@code explanations}, without excerpts to score it on. */
    byte[] explanation(int n, RecipeRef explainer) {
        return explanations.encode(new Explanation(
                id(n, explainer),
                neuron(n),
                activations(n),
                explainer,
                0,
                null,
                ExplanationKind.WORDS,
                text(random(n, explainer)),
                null,
                3,
                List.of()));
    }

    /** Its scores, as on {@code scores}. */
    byte[] scores(int n, RecipeRef explainer) {
        Random random = random(n, explainer);
        text(random);
        UUID simulation = simulation(n, explainer);
        List<SplitScores> all = new ArrayList<>();
        boolean undefined = random.nextDouble() < UNDEFINED;
        for (Split split : List.of(Split.CALIBRATION, Split.VALID, Split.TEST)) {
            for (ScoredOn on : ScoredOn.values()) {
                Score score = undefined
                        ? Score.undefined("constant simulated activations")
                        : Score.of(Math.max(-1, Math.min(1, 0.15 + 0.2 * random.nextGaussian())));
                all.add(new SplitScores(split, on, 10, 640, score, score, score));
            }
        }
        return scores.encode(new Scores(
                Identity.scores(simulation, "1"),
                neuron(n),
                activations(n),
                id(n, explainer),
                simulation,
                ExplanationKind.WORDS,
                explainer,
                SIMULATOR,
                "1",
                all,
                null));
    }

    UUID simulation(int n, RecipeRef explainer) {
        return Identity.simulation(id(n, explainer), SIMULATOR.digest());
    }

    UUID id(int n, RecipeRef explainer) {
        return Identity.explanation(activations(n), explainer.digest(), 0, null, "text of " + n);
    }

    private static Random random(int n, RecipeRef explainer) {
        Random random = new Random(SEED + 31L * n + explainer.name().hashCode());
        random.nextInt();
        return random;
    }

    private String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int words = 6 + random.nextInt(12); words > 0; words--) {
            text.append(text.isEmpty() ? "" : " ").append(word(random));
        }
        return text.toString();
    }
}
