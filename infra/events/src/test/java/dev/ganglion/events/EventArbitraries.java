package dev.ganglion.events;

import static net.jqwik.api.Combinators.combine;

import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/** Random events: any text, any finite number, with and without what may be absent. */
public final class EventArbitraries {

    private EventArbitraries() {}

    static Arbitrary<Record> events() {
        return Arbitraries.oneOf(
                requests(),
                partials(),
                scans(),
                activations(),
                explanations(),
                simulations(),
                scores(),
                recipes(),
                decisions());
    }

    static Arbitrary<NeuronId> neurons() {
        return combine(
                        models(),
                        Arbitraries.integers().between(0, 999_999),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(32),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(NeuronId::new);
    }

    private static Arbitrary<ActivationRequest> requests() {
        return combine(
                        uuids(),
                        models(),
                        texts(),
                        texts(),
                        ordinals().list().ofMaxSize(5).injectNull(0.3),
                        shards(),
                        ordinals().map(n -> Math.max(n, 2)).injectNull(0.3),
                        samples().injectNull(0.3))
                .as(ActivationRequest::new);
    }

    private static Arbitrary<CorpusSample> samples() {
        return combine(ordinals().map(n -> Math.max(n, 1)), Arbitraries.longs()).as(CorpusSample::new);
    }

    private static Arbitrary<NeuronActivationPartial> partials() {
        return combine(uuids(), neurons(), provenances(), uuids(), shards(), pieces(), contents())
                .as(NeuronActivationPartial::new);
    }

    private static Arbitrary<CorpusScan> scans() {
        return combine(uuids(), provenances(), pieces(), contents()).as(CorpusScan::new);
    }

    private static Arbitrary<Piece> pieces() {
        return combine(shards(), ordinals()).as((shard, bytes) -> new Piece(shard.index(), shard.of(), bytes));
    }

    private static Arbitrary<String> contents() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Base64.getEncoder()::encodeToString);
    }

    private static Arbitrary<NeuronActivations> activations() {
        Arbitrary<Statistics> statistics = combine(
                        counts(),
                        doubles(),
                        doubles(),
                        doubles().map(Math::abs),
                        doubles().injectNull(0.3),
                        doubles().injectNull(0.3))
                .as(Statistics::new);
        return combine(
                        uuids(),
                        neurons(),
                        provenances(),
                        statistics,
                        excerpts(Split.values()),
                        tokenTables(),
                        weights().injectNull(0.5))
                .as(NeuronActivations::new);
    }

    private static Arbitrary<WeightSummary> weights() {
        Arbitrary<WeightSummary.WeightedTokens> tokens = combine(tokens(), tokens())
                .as((positive, negative) -> new WeightSummary.WeightedTokens(
                        texts(positive), values(positive), texts(negative), values(negative)));
        Arbitrary<WeightSummary.WeightedNeurons> neurons = combine(
                        neurons().list().ofMaxSize(3), floats())
                .as((ids, weight) -> {
                    ActivationValues weights = ActivationValues.of(
                            ids.stream().mapToDouble(id -> weight).toArray());
                    return new WeightSummary.WeightedNeurons(ids, weights, ids, weights);
                });
        return combine(tokens, tokens, neurons, neurons).as(WeightSummary::new);
    }

    static Arbitrary<Explanation> explanations() {
        Arbitrary<TokenMeans> tables = combine(tokens(), doubles())
                .as((tokens, otherwise) -> new TokenMeans(texts(tokens), values(tokens), otherwise));
        return combine(
                        origins(),
                        ordinals(),
                        uuids().injectNull(0.5),
                        texts(),
                        tables.injectNull(0.5),
                        doubles(),
                        excerpts(Split.CALIBRATION, Split.VALID, Split.TEST, Split.NONE))
                .as((origin, candidate, parent, text, table, maximum, heldOut) -> new Explanation(
                        origin.id(),
                        origin.neuron(),
                        origin.activations(),
                        origin.explainer(),
                        candidate,
                        parent,
                        table == null ? ExplanationKind.WORDS : ExplanationKind.TOKEN_TABLE,
                        text,
                        table,
                        maximum,
                        heldOut));
    }

    private static Arbitrary<Simulation> simulations() {
        Arbitrary<SimulatedExcerpt> excerpts = combine(
                        texts(), Arbitraries.of(ExcerptSet.class), Arbitraries.of(Split.class), tokens())
                .as((id, set, split, tokens) -> new SimulatedExcerpt(id, set, split, values(tokens), values(tokens)));
        Arbitrary<FailedExcerpt> failures = combine(
                        texts(), Arbitraries.of(ExcerptSet.class), Arbitraries.of(Split.class), texts())
                .as(FailedExcerpt::new);
        return combine(
                        origins(),
                        Arbitraries.of(ExplanationKind.class),
                        texts(),
                        Arbitraries.of(ActivationScale.class),
                        doubles(),
                        excerpts.list().ofMaxSize(3),
                        judgements().injectNull(0.5),
                        failures.list().ofMaxSize(3))
                .as((origin, kind, text, scale, maximum, simulated, judgements, failed) -> new Simulation(
                        origin.id(),
                        origin.neuron(),
                        origin.activations(),
                        origin.explanation(),
                        kind,
                        text,
                        origin.explainer(),
                        origin.simulator(),
                        judgements == null ? scale : null,
                        maximum,
                        judgements == null ? simulated : List.of(),
                        judgements,
                        failed))
                .flatMap(own -> neurons()
                        .filter(other -> !other.equals(own.neuron()))
                        .injectNull(0.5)
                        .map(other -> other == null ? own : own.borrowedFrom(other)));
    }

    private static Arbitrary<Judgements> judgements() {
        Arbitrary<JudgedExcerpt> judged = combine(
                        texts(),
                        Arbitraries.of(ExcerptSet.class),
                        Arbitraries.of(Split.class),
                        doubles(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.doubles().between(0, 1).injectNull(0.5))
                .as(JudgedExcerpt::new);
        return combine(
                        doubles(),
                        doubles(),
                        ordinals(),
                        ordinals(),
                        judged.list().ofMaxSize(3))
                .as((one, other, positives, negatives, excerpts) ->
                        new Judgements(Math.max(one, other), Math.min(one, other), 5, positives, negatives, excerpts));
    }

    private static Arbitrary<JudgementScores> judgementScores() {
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1);
        Arbitrary<Estimate> estimates = Arbitraries.oneOf(
                combine(shares, shares, shares)
                        .as((value, below, above) -> Estimate.of(value, value - below, value + above)),
                texts().map(Estimate::undefined));
        return combine(doubles(), ordinals(), ordinals(), ordinals(), estimates, estimates, estimates)
                .as((threshold, positives, negatives, failures, one, two, three) -> new JudgementScores(
                        threshold,
                        threshold,
                        positives,
                        negatives,
                        positives / 2,
                        negatives,
                        failures,
                        one,
                        two,
                        three,
                        two,
                        one));
    }

    private static ConfidenceInterval around(Score score) {
        return score.value() == null ? null : ConfidenceInterval.of(score.value(), score.value());
    }

    private static Arbitrary<Scores> scores() {
        Arbitrary<Score> score = Arbitraries.oneOf(doubles().map(Score::of), texts().map(Score::undefined));
        Arbitrary<SplitScores> split = combine(
                        Arbitraries.of(Split.class),
                        Arbitraries.of(ScoredOn.class),
                        ordinals(),
                        ordinals(),
                        score,
                        score,
                        score,
                        ordinals())
                .as((part, on, excerpts, tokens, correlation, rSquared, deviation, failures) -> new SplitScores(
                        part, on, excerpts, tokens, correlation, rSquared, deviation, failures, around(correlation)));
        return combine(
                        origins(),
                        uuids(),
                        Arbitraries.of(ExplanationKind.class),
                        texts(),
                        split.list().ofMaxSize(4),
                        judgementScores().injectNull(0.5))
                .as((origin, simulation, kind, scorer, scores, judgements) -> new Scores(
                        origin.id(),
                        origin.neuron(),
                        origin.activations(),
                        origin.explanation(),
                        simulation,
                        kind,
                        origin.explainer(),
                        origin.simulator(),
                        scorer,
                        scores,
                        judgements))
                .flatMap(own -> neurons()
                        .filter(other -> !other.equals(own.neuron()))
                        .injectNull(0.5)
                        .map(own::ofExplanationOf));
    }

    private static Arbitrary<DeadLetterDecision> decisions() {
        Arbitrary<String> times = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(at -> Instant.ofEpochMilli(at).toString());
        return combine(Arbitraries.of(DeadLetterDecision.Outcome.class), texts().injectNull(0.5), times)
                .as(DeadLetterDecision::new);
    }

    private static Arbitrary<PublishedRecipe> recipes() {
        return combine(texts(), recipeRefs(), texts()).as(PublishedRecipe::new);
    }

    /** What several results name as that which produced them. */
    private record Origin(
            UUID id, NeuronId neuron, UUID activations, UUID explanation, RecipeRef explainer, RecipeRef simulator) {}

    private static Arbitrary<Origin> origins() {
        return combine(uuids(), neurons(), uuids(), uuids(), recipeRefs(), recipeRefs())
                .as(Origin::new);
    }

    /** A token's text and a number for it. */
    private record Token(String text, float value) {}

    private static Arbitrary<List<Token>> tokens() {
        return combine(texts(), floats()).as(Token::new).list().ofMaxSize(8);
    }

    private static List<String> texts(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }

    private static ActivationValues values(List<Token> tokens) {
        return ActivationValues.of(tokens.stream().mapToDouble(Token::value).toArray());
    }

    private static Arbitrary<List<Excerpt>> excerpts(Split... splits) {
        return combine(
                        texts(),
                        Arbitraries.of(ExcerptSet.class),
                        Arbitraries.of(splits),
                        texts().injectNull(0.5),
                        tokens())
                .as((id, set, split, quantiles, tokens) ->
                        new Excerpt(id, set, split, quantiles, texts(tokens), values(tokens)))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<TokenTable> tokenTables() {
        return combine(tokens(), counts(), doubles())
                .as((tokens, count, mean) -> new TokenTable(
                        texts(tokens),
                        values(tokens),
                        tokens.stream().map(t -> count).toList(),
                        mean));
    }

    private static Arbitrary<Provenance> provenances() {
        return combine(texts(), texts(), texts(), counts(), counts(), texts()).as(Provenance::new);
    }

    private static Arbitrary<RecipeRef> recipeRefs() {
        Arbitrary<String> digests = Arbitraries.strings()
                .withChars("0123456789abcdef")
                .ofMinLength(8)
                .ofMaxLength(64);
        return combine(texts(), digests, texts()).as(RecipeRef::new);
    }

    private static Arbitrary<Shard> shards() {
        return Arbitraries.integers()
                .between(1, Integer.MAX_VALUE)
                .flatMap(of -> Arbitraries.integers().between(0, of - 1).map(index -> new Shard(index, of)));
    }

    private static Arbitrary<String> models() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(128);
    }

    /** Also halves of surrogate pairs, which a language model's answer may hold. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(12);
    }

    private static Arbitrary<UUID> uuids() {
        return combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    private static Arbitrary<Integer> ordinals() {
        return Arbitraries.integers().greaterOrEqual(0);
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().greaterOrEqual(1);
    }

    /** All finite ones alike, whatever their magnitude. */
    public static Arbitrary<Float> floats() {
        return Arbitraries.integers()
                .withDistribution(RandomDistribution.uniform())
                .map(Float::intBitsToFloat)
                .filter(Float::isFinite);
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite);
    }
}
