package dev.ganglion.events;

import static dev.ganglion.events.ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS;
import static dev.ganglion.events.ExcerptSet.HARD_NEGATIVE;
import static dev.ganglion.events.ExcerptSet.QUANTILE;
import static dev.ganglion.events.ExcerptSet.RANDOM;
import static dev.ganglion.events.ExcerptSet.TOP;

import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What the golden files say, as records. A file of a version is never changed; a new field gets a new file. */
final class GoldenEvents {

    private static final UUID REQUEST = UUID.fromString("13b97b0e-0a53-59a8-b148-619e585cfee6");
    private static final UUID SCAN = UUID.fromString("0b7c2f0e-7d1a-5f0c-9d44-2b1f6c1a9e37");
    static final UUID ACTIVATIONS = UUID.fromString("66af0243-2665-53ef-a0ec-909a91ce8c89");
    private static final UUID TABLE_EXPLANATION = UUID.fromString("eb490207-0d2d-53ff-b7c1-4c63c2ab662e");
    static final UUID EXPLANATION = UUID.fromString("0c2053f5-1292-5a85-ba93-cb50be104c23");
    static final UUID SIMULATION = UUID.fromString("5e1485d8-2f9f-56af-a0c8-666c938a85fc");
    static final UUID SCORES = UUID.fromString("74559e59-3f11-5c0c-931f-3d31f448413c");

    static final NeuronId NEURON = NeuronId.mlp("gpt2-xl", 31, 892);
    static final String SUBJECT_DIGEST = "a9491f4c1bf7b0cffbadcba2db8f028e4b3f2867cb59e1f3a0bc1968f3c51242";
    static final String CORPUS_DIGEST = "6b17b8fcc411a533c822a5117e33cf73fa6766739d7d36ac86dc4bea883af4fe";
    static final String COLLATION = "top=20;quantiles=0.5,0.9,0.99;random=15;seed=7;version=1";
    static final RecipeRef EXPLAINER = new RecipeRef(
            "token-activation-pairs",
            "bf718f70ce70e1d0527000b8587e924430d94ee99d6636353597f3cc07c39145",
            "token-activation-pairs");
    static final RecipeRef SIMULATOR = new RecipeRef(
            "hosted", "59de44de95e1fc0d5f082a2bb6b900f7165f3963539214866c9c931c48f6b97e", "output-logprobs");
    static final RecipeRef TOKEN_LOOKUP = new RecipeRef("token-lookup", "32edba0f", "token-lookup");
    static final String WORDS =
            "words for hope and fear: “perhaps”, \"might\",\tand <i>uncertain</i> outcomes \uD83D\uDE42";
    static final String TABLE_IN_WORDS = "fires on “\\t”, \" hope\" and \"\uD83D\uDE42\"";
    static final double MAXIMUM = 12.34567890123;

    private static final NeuronId OTHER = NeuronId.parse("gpt2-xl/12-mlp/7");

    private GoldenEvents() {}

    static Stream<GoldenFile<?>> all() {
        return Stream.of(
                new GoldenFile<>("activation-request", ActivationRequest.class, request()),
                new GoldenFile<>("activation-request-least", ActivationRequest.class, leastRequest()),
                new GoldenFile<>("neuron-activation-partial", NeuronActivationPartial.class, partial()),
                new GoldenFile<>("corpus-scan", CorpusScan.class, scan()),
                new GoldenFile<>("neuron-activations", NeuronActivations.class, activations()),
                new GoldenFile<>(
                        "neuron-activations-weights", NeuronActivations.class, GoldenWeights.of(activations())),
                new GoldenFile<>("neuron-activations-covered", NeuronActivations.class, coveredActivations()),
                new GoldenFile<>("explanation-words", Explanation.class, explanation()),
                new GoldenFile<>("explanation-token-table", Explanation.class, tableExplanation()),
                new GoldenFile<>("simulation", Simulation.class, simulation()),
                new GoldenFile<>("scores", Scores.class, scores()),
                new GoldenFile<>("scores-intervals", Scores.class, scoresWithIntervals()),
                new GoldenFile<>("simulation-judgements", Simulation.class, GoldenJudgements.simulation()),
                new GoldenFile<>("simulation-failures", Simulation.class, GoldenJudgements.failedSimulation()),
                new GoldenFile<>("scores-judgements", Scores.class, GoldenJudgements.scores()),
                new GoldenFile<>("scores-failures", Scores.class, GoldenJudgements.failedScores()),
                new GoldenFile<>(
                        "simulation-borrowed", Simulation.class, simulation().borrowedFrom(OTHER)),
                new GoldenFile<>("scores-borrowed", Scores.class, scores().ofExplanationOf(OTHER)),
                new GoldenFile<>("published-recipe", PublishedRecipe.class, recipe()),
                new GoldenFile<>("dead-letter-decision-redriven", DeadLetterDecision.class, redriven()),
                new GoldenFile<>("dead-letter-decision-discarded", DeadLetterDecision.class, discarded()));
    }

    private static ActivationRequest request() {
        return new ActivationRequest(
                REQUEST, "gpt2-xl", "/models/gpt2-xl", "/corpora/webtext.jsonl", List.of(30, 31), new Shard(3, 16), 64);
    }

    private static ActivationRequest leastRequest() {
        return new ActivationRequest(
                REQUEST,
                "openai-community.gpt2_small",
                "s3://models/gpt2 small",
                "корпус.txt",
                null,
                Shard.WHOLE,
                null);
    }

    private static NeuronActivationPartial partial() {
        return new NeuronActivationPartial(
                ACTIVATIONS, NEURON, provenance(), REQUEST, new Shard(3, 16), new Piece(0, 2, 368_643), "AP/+AQ==");
    }

    private static CorpusScan scan() {
        return new CorpusScan(SCAN, provenance(), new Piece(2, 3, 737_284), "SGVsbG8g8J+Zgg==");
    }

    private static Provenance provenance() {
        return new Provenance(SUBJECT_DIGEST, "webtext", CORPUS_DIGEST, 1024, 65_536, COLLATION);
    }

    private static NeuronActivations activations() {
        return new NeuronActivations(
                ACTIVATIONS,
                NEURON,
                new Provenance(SUBJECT_DIGEST, "webtext", CORPUS_DIGEST, 5_000_000_000L, 320_000_000_000L, COLLATION),
                new Statistics(315_000_000_000L, MAXIMUM, -0.0512, 0.0375, 4.25, 31.5),
                List.of(
                        new Excerpt(
                                "17/3",
                                TOP,
                                Split.TRAIN,
                                null,
                                List.of(" we", " can", " only", " hope", "\t", "\n", "\r\n", "\"", "'", "\\", "/"),
                                values(0.4102, -0.1, 1.25, 12.35, 0, 1e-5, -1.235e-12, 1e8, 99_990_000, 1000, -0.17)),
                        new Excerpt(
                                "17/4",
                                TOP,
                                Split.CALIBRATION,
                                null,
                                List.of("<", "</", "script", ">", "<|endoftext|>", "&amp;", "{{", "}}", "%s", "$", ""),
                                values(0.1, 0.2, 0.3, 0.4, 11.02, -0.17, -0.17, -0.1699, -0.1234, 0.0001234, 5)),
                        new Excerpt(
                                "1204/0",
                                TOP,
                                Split.VALID,
                                null,
                                List.of(
                                        "bytes:\\xe2\\x80",
                                        "bytes:\\x94",
                                        "bytes:\\xf0\\x9f",
                                        "bytes:",
                                        "\0",
                                        "\u001f",
                                        "\u007f",
                                        "\u2028",
                                        "\ufeff",
                                        "\ufffd"),
                                values(9.5, 9.25, 3.402e38, -3.402e38, 1.401e-45, -1.401e-45, 1.175e-38, 2, 3, 4)),
                        new Excerpt(
                                "7/2",
                                QUANTILE,
                                Split.NONE,
                                "0.5-0.9",
                                List.of(
                                        "\uD83D\uDE42",
                                        "\uD83D\uDE42",
                                        "\uD83D\uDC69\u200D\uD83D\uDD2C",
                                        " é",
                                        " e\u0301",
                                        "日本",
                                        "שלום",
                                        "\u202e",
                                        " \u00a0"),
                                values(1, 1, 2.5, 0.001, 0.0015, 0.25, 0.125, 0.0625, -0.1)),
                        new Excerpt("90210/511", RANDOM, Split.TEST, null, List.of(" the"), values(0))),
                new TokenTable(
                        List.of(" hope", "bytes:\\xe2\\x80", "\0", "\uD83D\uDE42"),
                        values(123_400, 18.75, -0.5, 0),
                        List.of(30_100L, 2L, 3L, 5_000_000_000L),
                        -0.0534));
    }

    private static NeuronActivations coveredActivations() {
        return new NeuronActivations(
                ACTIVATIONS,
                NEURON,
                new Provenance(SUBJECT_DIGEST, "webtext", CORPUS_DIGEST, 4096, 262_144, COLLATION),
                new Statistics(258_048, MAXIMUM, -0.0512, 0.0375, 4.25, 31.5),
                List.of(
                        new Excerpt("17/3", TOP, Split.TRAIN, null, List.of(" we", " hope"), values(0.4102, 12.35)),
                        new Excerpt(
                                "8/11", HARD_NEGATIVE, Split.NONE, null, List.of(" I", " hope"), values(0.1, -0.17))),
                new TokenTable(List.of(" hope"), values(1234), List.of(311L), -0.0534, 0.9375));
    }

    private static Explanation explanation() {
        return new Explanation(
                EXPLANATION,
                NEURON,
                ACTIVATIONS,
                EXPLAINER,
                2,
                TABLE_EXPLANATION,
                ExplanationKind.WORDS,
                WORDS,
                null,
                MAXIMUM,
                List.of(
                        new Excerpt(
                                "1204/0",
                                TOP,
                                Split.VALID,
                                null,
                                List.of("bytes:\\xe2\\x80", "bytes:\\x94", " hope", "<|endoftext|>"),
                                values(9.5, 9.25, 10.1, -0.17)),
                        new Excerpt(
                                "7/2", QUANTILE, Split.NONE, "0.5-0.9", List.of("\uD83D\uDE42", "\0"), values(1, 2.5)),
                        new Excerpt(
                                "90210/511",
                                RANDOM,
                                Split.CALIBRATION,
                                null,
                                List.of(" the", "\n", "\t"),
                                values(0, 0.0001234, -1e-5))));
    }

    private static Explanation tableExplanation() {
        return new Explanation(
                TABLE_EXPLANATION,
                NEURON,
                ACTIVATIONS,
                TOKEN_LOOKUP,
                0,
                null,
                ExplanationKind.TOKEN_TABLE,
                TABLE_IN_WORDS,
                new TokenMeans(
                        List.of("\t", " hope", "\uD83D\uDE42", "bytes:\\xe2\\x80"),
                        values(4.1, 4.099, 9.375, -0.1667),
                        -0.0534),
                -0.25,
                List.of());
    }

    private static Simulation simulation() {
        return new Simulation(
                SIMULATION,
                NEURON,
                ACTIVATIONS,
                EXPLANATION,
                ExplanationKind.WORDS,
                WORDS,
                EXPLAINER,
                SIMULATOR,
                SIMULATED_NORMALIZED_ACTIVATIONS,
                MAXIMUM,
                List.of(
                        new SimulatedExcerpt(
                                "1204/0",
                                TOP,
                                Split.VALID,
                                values(9.5, 9.25, 10.1, -0.17),
                                values(0, 0.003, 9.871, 1e-7)),
                        new SimulatedExcerpt(
                                "90210/511",
                                RANDOM,
                                Split.CALIBRATION,
                                values(0, 0.0001234, -1e-5),
                                values(0, 0, 10))));
    }

    private static Scores scores() {
        Score tooFew = Score.undefined("too few excerpts");
        return new Scores(
                SCORES,
                NEURON,
                ACTIVATIONS,
                EXPLANATION,
                SIMULATION,
                ExplanationKind.WORDS,
                EXPLAINER,
                SIMULATOR,
                "1",
                List.of(
                        new SplitScores(
                                Split.VALID,
                                ScoredOn.TOP_AND_RANDOM,
                                10,
                                630,
                                Score.of(0.7310585786300049),
                                Score.of(-2.5),
                                Score.of(1)),
                        new SplitScores(Split.CALIBRATION, ScoredOn.RANDOM, 0, 0, tooFew, tooFew, tooFew),
                        new SplitScores(
                                Split.TEST,
                                ScoredOn.TOP,
                                5,
                                315,
                                Score.undefined("constant actual activations"),
                                Score.of(0),
                                Score.of(1e-9))));
    }

    private static Scores scoresWithIntervals() {
        return new Scores(
                SCORES,
                NEURON,
                ACTIVATIONS,
                EXPLANATION,
                SIMULATION,
                ExplanationKind.WORDS,
                EXPLAINER,
                SIMULATOR,
                "2",
                List.of(
                        split(ScoredOn.TOP_AND_RANDOM, Score.of(0.73), ConfidenceInterval.of(-0.0625, 0.9312)),
                        split(
                                ScoredOn.TOP,
                                Score.of(0.25),
                                ConfidenceInterval.undefined("too few excerpts to resample")),
                        split(ScoredOn.RANDOM, Score.undefined("constant actual activations"), null)));
    }

    private static SplitScores split(ScoredOn on, Score correlation, ConfidenceInterval interval) {
        return new SplitScores(Split.VALID, on, 5, 315, correlation, Score.of(0), Score.of(0), 0, interval);
    }

    private static DeadLetterDecision redriven() {
        return DeadLetterDecision.redriven(
                "replay.explainer.terse-1a2b3c4d.20261123T1201", Instant.parse("2026-11-23T12:01:07.250Z"));
    }

    private static DeadLetterDecision discarded() {
        return new DeadLetterDecision(DeadLetterDecision.Outcome.DISCARDED, null, "2026-11-23T12:01:07Z");
    }

    private static PublishedRecipe recipe() {
        return new PublishedRecipe(
                "explainer",
                TOKEN_LOOKUP,
                "name: token-lookup\nmethod: token-lookup\n# \"quoted\", tab:\t, <angle>, {{braces}}, é, \uD83D\uDE42\n");
    }

    private static ActivationValues values(double... values) {
        return ActivationValues.of(values);
    }
}
