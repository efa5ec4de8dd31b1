package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Judgements;
import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.UnanswerableException;
import dev.ganglion.llm.prompt.TokenCount;
import dev.ganglion.simulator.Scope;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.judging.Batches.Judged;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Has a language model judge excerpts by an explanation, a few in each question. Safe for use by many threads. */
final class JudgingSimulator implements Simulator {

    private final RecipeRef recipe;
    private final JudgingParameters parameters;
    private final Scope scope;
    private final Showing showing;
    private final JudgingPrompt prompt;
    private final LanguageModel model;
    private final TokenCount tokens;

    JudgingSimulator(
            RecipeRef recipe,
            JudgingParameters parameters,
            Showing showing,
            JudgingPrompt prompt,
            LanguageModel model) {
        this.recipe = recipe;
        this.parameters = parameters;
        this.scope = parameters.scope();
        this.showing = showing;
        this.prompt = prompt;
        this.model = model;
        this.tokens = TokenCount.forModel(parameters.model().name());
    }

    @Override
    public Uni<List<Simulation>> simulate(Explanation explanation) {
        if (!scope.takes(explanation)) {
            return Uni.createFrom().item(List.of());
        }
        Plan plan = plan(explanation);
        List<Uni<Outcome>> outcomes =
                plan.asked().stream().map(asked -> ask(explanation, asked)).toList();
        Uni<List<Outcome>> all = outcomes.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(outcomes).andFailFast();
        return all.map(each -> List.of(simulation(explanation, plan, each)));
    }

    @Override
    public List<ModelRequest> preview(Explanation explanation) {
        return scope.takes(explanation)
                ? plan(explanation).asked().stream()
                        .map(asked -> (ModelRequest) asked.request())
                        .toList()
                : List.of();
    }

    /** What is asked about an explanation; nothing, where there is too little to judge. */
    private record Plan(Thresholds thresholds, Choice choice, List<Asked> asked) {}

    private record Asked(List<Judged> batch, ChatRequest request) {}

    /** What came of one question. */
    private record Outcome(List<JudgedExcerpt> judged, List<FailedExcerpt> failures) {}

    private Plan plan(Explanation explanation) {
        Chance chance = new Chance(id(explanation));
        Thresholds thresholds = Thresholds.of(explanation.maximum(), parameters);
        Choice choice = Choice.of(explanation, thresholds, parameters.hardNegatives(), chance);
        if (!choice.enough(parameters.atLeast())) {
            return new Plan(thresholds, choice, List.of());
        }
        Marks marks = new Marks(thresholds, choice.positives(), chance);
        List<Asked> asked = List.of();
        // Smaller questions where the context is too small.
        for (int size = parameters.batch(); size >= 1; size--) {
            asked = Batches.of(choice, size, parameters.most(), chance).stream()
                    .map(batch -> new Asked(batch, request(explanation, batch, marks)))
                    .toList();
            if (asked.stream().allMatch(each -> tokens.fits(each.request()))) {
                break;
            }
        }
        return new Plan(thresholds, choice, asked);
    }

    private ChatRequest request(Explanation explanation, List<Judged> batch, Marks marks) {
        return prompt.request(
                explanation.text(),
                batch.stream().map(judged -> showing.text(judged, marks)).toList());
    }

    private Uni<Outcome> ask(Explanation explanation, Asked asked) {
        if (!tokens.fits(asked.request())) {
            return Uni.createFrom().item(failed(asked.batch(), "the question does not fit into the model's context"));
        }
        VerdictFormat format = new VerdictFormat(asked.batch().size(), parameters.probabilities());
        return model.ask(
                        new Question<>(recipe, explanation.neuron(), asked.request(), 0, parameters.attempts(), format))
                .map(verdicts -> judged(asked.batch(), verdicts))
                .onFailure(UnanswerableException.class)
                .recoverWithItem(failure -> failed(asked.batch(), failure.getMessage()));
    }

    private static Outcome judged(List<Judged> batch, Verdicts verdicts) {
        List<JudgedExcerpt> judged = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Excerpt excerpt = batch.get(i).excerpt();
            judged.add(new JudgedExcerpt(
                    excerpt.id(),
                    excerpt.set(),
                    excerpt.split(),
                    excerpt.maximum(),
                    batch.get(i).fires(),
                    verdicts.fires().get(i),
                    verdicts.probabilities() == null
                            ? null
                            : verdicts.probabilities().get(i)));
        }
        return new Outcome(judged, List.of());
    }

    /** An excerpt that was not judged is neither right nor wrong. */
    private static Outcome failed(List<Judged> batch, String reason) {
        return new Outcome(
                List.of(),
                batch.stream()
                        .map(Judged::excerpt)
                        .map(excerpt -> new FailedExcerpt(excerpt.id(), excerpt.set(), excerpt.split(), reason))
                        .toList());
    }

    /** @throws FormatFailureException if something was asked and nothing answered: there is nothing to score then */
    private Simulation simulation(Explanation explanation, Plan plan, List<Outcome> outcomes) {
        List<JudgedExcerpt> judged =
                outcomes.stream().flatMap(each -> each.judged().stream()).toList();
        List<FailedExcerpt> failures =
                outcomes.stream().flatMap(each -> each.failures().stream()).toList();
        if (judged.isEmpty() && !failures.isEmpty()) {
            throw new FormatFailureException("none of " + failures.size() + " excerpts could be judged; excerpt "
                    + failures.get(0).id() + ": " + failures.get(0).reason());
        }
        return new Simulation(
                id(explanation),
                explanation.neuron(),
                explanation.activations(),
                explanation.id(),
                explanation.kind(),
                explanation.text(),
                explanation.recipe(),
                recipe,
                null,
                explanation.maximum(),
                List.of(),
                new Judgements(
                        plan.thresholds().firesFrom(),
                        plan.thresholds().silentBelow(),
                        parameters.atLeast(),
                        plan.choice().positives().size(),
                        plan.choice().negatives().size(),
                        outcomes.stream()
                                .flatMap(each -> each.judged().stream())
                                .toList()),
                outcomes.stream().flatMap(each -> each.failures().stream()).toList());
    }

    private UUID id(Explanation explanation) {
        return Identity.simulation(explanation.id(), recipe.digest());
    }
}
