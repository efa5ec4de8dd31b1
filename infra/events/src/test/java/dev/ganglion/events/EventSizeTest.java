package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that the README states, in KiB: 75 excerpts of 64 tokens, a full token table. */
class EventSizeTest {

    private static final int EXCERPTS = 75;
    private static final int HELD_OUT = 70;
    private static final int SIMULATED = 30;
    private static final int JUDGED = 50;
    private static final int TOKENS = 64;
    private static final String WORDS = "w".repeat(200);
    private static final UUID ID = UUID.fromString("66af0243-2665-53ef-a0ec-909a91ce8c89");
    private static final RecipeRef RECIPE = new RecipeRef("token-activation-pairs", "0".repeat(64), "highlighted");

    /** Tokens of a corpus, and how the neuron's numbers look on them. */
    private enum Text {
        ENGLISH(-0.17f, 4, " the", " of", "tion", ",", " Perhaps", "\n", " international", "s"),
        /** Three bytes a character, up to three characters a token. */
        CHINESE(-0.17f, 4, "日本", "的", "中华人", "。", "是"),
        /** Nothing but halves of emoji, and numbers of the longest form. */
        WORST(-0.0001234f, 0, "bytes:\\xf0\\x9f\\x99", "bytes:\\xe2\\x80", "\uD83D\uDC69\u200D\uD83D\uDD2C");

        private final float base;
        private final float spread;
        private final List<String> tokens;

        Text(float base, float spread, String... tokens) {
            this.base = base;
            this.spread = spread;
            this.tokens = List.of(tokens);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, neuron-activations, 97",
        "CHINESE, neuron-activations, 98",
        "WORST, neuron-activations, 220",
        "ENGLISH, explanations, 46",
        "CHINESE, explanations, 47",
        "WORST, explanations, 106",
        "ENGLISH, explanations-in-words, 72",
        "CHINESE, explanations-in-words, 73",
        "WORST, explanations-in-words, 162",
        "ENGLISH, simulations, 30",
        "CHINESE, simulations, 30",
        "WORST, simulations, 44",
        "ENGLISH, scores, 3",
        "ENGLISH, judgements, 8",
        "ENGLISH, judgement-scores, 1",
    })
    void anEventHasTheSizeThatTheReadmeStates(Text text, String topic, int kib) {
        // When
        int bytes = written(text, topic).length;

        // Then
        assertThat(bytes).isLessThan(EventCodec.LARGEST_EVENT);
        assertThat(Math.round(bytes / 1024.0)).isEqualTo(kib);
    }

    /** Twice the usual length: the longest excerpts that are safe for any text. */
    @Test
    void evenTheWorstTextFitsInExcerptsOf128Tokens() {
        assertThat(EventCodec.of(NeuronActivations.class).encode(activations(Text.WORST, 128)))
                .hasSizeLessThan(EventCodec.LARGEST_EVENT * 4 / 5);
    }

    private static byte[] written(Text text, String topic) {
        return switch (topic) {
            case Topics.NEURON_ACTIVATIONS ->
                EventCodec.of(NeuronActivations.class).encode(activations(text, TOKENS));
            case Topics.EXPLANATIONS -> EventCodec.of(Explanation.class).encode(table(text));
            case "explanations-in-words" -> EventCodec.of(Explanation.class).encode(words(text));
            case Topics.SIMULATIONS -> EventCodec.of(Simulation.class).encode(simulation(text));
            case Topics.SCORES -> EventCodec.of(Scores.class).encode(scores());
            case "judgements" -> EventCodec.of(Simulation.class).encode(judgements());
            case "judgement-scores" -> EventCodec.of(Scores.class).encode(judgementScores());
            default -> throw new IllegalArgumentException(topic);
        };
    }

    private static NeuronActivations activations(Text text, int tokens) {
        return new NeuronActivations(
                ID,
                GoldenEvents.NEURON,
                new Provenance("0".repeat(64), "webtext", "0".repeat(64), 5_000_000, 320_000_000, "c".repeat(200)),
                new Statistics(315_000_000, Math.PI, -Math.PI / 100, Math.E, Math.PI, Math.E),
                excerpts(text, EXCERPTS, tokens),
                tokenTable(text));
    }

    /** With the excerpts that a simulation of it is scored on. */
    private static Explanation table(Text text) {
        TokenTable table = tokenTable(text);
        return explanation(
                ExplanationKind.TOKEN_TABLE,
                new TokenMeans(table.tokens(), table.sums(), table.mean()),
                excerpts(text, SIMULATED, TOKENS));
    }

    /** With all excerpts that are not in the split train. */
    private static Explanation words(Text text) {
        return explanation(ExplanationKind.WORDS, null, excerpts(text, HELD_OUT, TOKENS));
    }

    private static Explanation explanation(ExplanationKind kind, TokenMeans means, List<Excerpt> heldOut) {
        return new Explanation(ID, GoldenEvents.NEURON, ID, RECIPE, 0, null, kind, WORDS, means, Math.PI, heldOut);
    }

    private static Simulation simulation(Text text) {
        return new Simulation(
                ID,
                GoldenEvents.NEURON,
                ID,
                ID,
                ExplanationKind.WORDS,
                WORDS,
                RECIPE,
                RECIPE,
                ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS,
                Math.PI,
                excerpts(text, SIMULATED, TOKENS).stream()
                        .map(e -> new SimulatedExcerpt(e.id(), e.set(), e.split(), e.activations(), e.activations()))
                        .toList());
    }

    /** Three splits, each over three selections. */
    private static Scores scores() {
        SplitScores split = new SplitScores(
                Split.CALIBRATION,
                ScoredOn.TOP_AND_RANDOM,
                10,
                630,
                Score.of(1 / 3.0),
                Score.of(-1 / 3.0),
                Score.undefined("constant actual activations"),
                2,
                ConfidenceInterval.of(-1 / 3.0, 1 / 3.0));
        return new Scores(
                ID,
                GoldenEvents.NEURON,
                ID,
                ID,
                ID,
                ExplanationKind.WORDS,
                RECIPE,
                RECIPE,
                "1",
                Collections.nCopies(9, split));
    }

    /** Each with a probability. */
    private static Simulation judgements() {
        return new Simulation(
                ID,
                GoldenEvents.NEURON,
                ID,
                ID,
                ExplanationKind.WORDS,
                WORDS,
                RECIPE,
                RECIPE,
                null,
                Math.PI,
                List.of(),
                new Judgements(
                        Math.PI / 3,
                        Math.PI / 4,
                        5,
                        JUDGED / 2,
                        JUDGED / 2,
                        excerpts(Text.ENGLISH, JUDGED, TOKENS).stream()
                                .map(e -> new JudgedExcerpt(
                                        e.id(), e.set(), e.split(), e.maximum(), true, false, Math.PI / 10))
                                .toList()),
                List.of());
    }

    private static Scores judgementScores() {
        Estimate estimate = Estimate.of(Math.PI / 10, Math.PI / 20, Math.PI / 5);
        return new Scores(
                ID,
                GoldenEvents.NEURON,
                ID,
                ID,
                ID,
                ExplanationKind.WORDS,
                RECIPE,
                RECIPE,
                "1",
                List.of(),
                new JudgementScores(
                        Math.PI / 3, Math.PI / 4, 25, 25, 20, 5, 0, estimate, estimate, estimate, estimate, estimate));
    }

    private static List<Excerpt> excerpts(Text text, int count, int tokens) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(i -> new Excerpt(
                        "90210/" + (100 + i),
                        ExcerptSet.QUANTILE,
                        Split.CALIBRATION,
                        "0.9-0.99",
                        Stream.generate(() -> token(text, random)).limit(tokens).toList(),
                        values(text, random, tokens)))
                .toList();
    }

    private static TokenTable tokenTable(Text text) {
        Random random = new Random(8);
        List<String> tokens = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < TokenTable.MOST_ENTRIES; i++) {
            tokens.add(token(text, random));
            counts.add((long) (1 + random.nextInt(text == Text.WORST ? Integer.MAX_VALUE : 5000)));
        }
        return new TokenTable(tokens, values(text, random, TokenTable.MOST_ENTRIES), counts, -Math.PI / 100);
    }

    private static String token(Text text, Random random) {
        return text.tokens.get(random.nextInt(text.tokens.size()));
    }

    private static ActivationValues values(Text text, Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = text.base + text.spread * (float) Math.pow(random.nextDouble(), 8);
        }
        return ActivationValues.of(values);
    }
}
