package dev.ganglion.explainer.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.explainer.Chats;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.explainer.PaperNeurons;
import dev.ganglion.explainer.PlayedModel;
import dev.ganglion.explainer.RecipeFiles;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.explainer.subject.SentenceRefusedException;
import dev.ganglion.explainer.subject.SentenceRun;
import dev.ganglion.explainer.subject.UnknownSubjectException;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

    private static final NeuronActivations CERTAINTY = PaperNeurons.certainty();
    private static final Path GOLDEN = Path.of("src/test/resources/prompts");

    @TempDir
    private Path directory;

    private final PlayedModel model = new PlayedModel();
    private final Words subject = new Words();

    @Test
    void anExplanationAndItsRevisionAreBothResults() {
        // Given
        model.says("words about doubt", sentences(""), "phrases of certainty");

        // When
        List<Explanation> explanations = RecipeFiles.explain(shipped(), CERTAINTY);

        // Then
        assertThat(explanations)
                .extracting(Explanation::text)
                .containsExactly("words about doubt", "phrases of certainty");
        assertThat(explanations).extracting(Explanation::candidate).containsExactly(0, 1);
        Explanation first = explanations.get(0);
        Explanation revised = explanations.get(1);
        assertThat(first.parent()).isNull();
        assertThat(revised.parent()).isEqualTo(first.id());
        assertThat(revised.id())
                .isEqualTo(Identity.explanation(
                        CERTAINTY.id(), revised.recipe().digest(), 1, first.id(), "phrases of certainty"));
    }

    @Test
    void everySentenceIsRunAndOneHalfIsNeverShown() {
        // Given
        model.says("words about doubt", sentences(""), "phrases of certainty");

        // When
        List<Explanation> explanations = RecipeFiles.explain(shipped(), CERTAINTY);

        // Then
        assertThat(subject.run).containsExactlyInAnyOrderElementsOf(list(""));
        String revision = Chats.question(model.asked().get(2).request()).replaceAll("[⟦⟧]", "");
        Halves halves = Halves.of(explanations.get(0), list(""));
        assertThat(halves.evidence()).hasSize(5).allSatisfy(sentence -> assertThat(revision)
                .contains("- " + sentence + "\n"));
        assertThat(halves.aside()).hasSize(5).noneSatisfy(sentence -> assertThat(revision)
                .contains(sentence));
    }

    @Test
    void noWrittenSentenceIsEverScoredOn() {
        // Given
        model.says("words about doubt", sentences(""), "phrases of certainty");

        // When
        List<Explanation> explanations = RecipeFiles.explain(shipped(), CERTAINTY);

        // Then
        assertThat(explanations).hasSize(2).allSatisfy(explanation -> assertThat(explanation.heldOut())
                .isEqualTo(
                        CERTAINTY.excerpts().stream().filter(Excerpt::heldOut).toList()));
    }

    @Test
    void theHalvesDoNotDependOnTheOrderOfTheSentences() {
        // Given
        model.says("words about doubt", sentences(""), "phrases of certainty");
        Explanation explanation = RecipeFiles.explain(shipped(), CERTAINTY).get(0);
        List<String> reversed = new ArrayList<>(list(""));
        Collections.reverse(reversed);

        // When
        Halves halves = Halves.of(explanation, reversed);

        // Then
        assertThat(halves).isEqualTo(Halves.of(explanation, list("")));
        assertThat(halves.evidence()).doesNotContainAnyElementsOf(halves.aside());
    }

    @Test
    void eachRoundRevisesTheExplanationBefore() {
        // Given
        Recipe<Explainer> recipe = recipe("rounds: 3");
        model.says("a", sentences("1"), "b", sentences("2"), "c", sentences("3"), "c");

        // When
        List<Explanation> explanations = RecipeFiles.explain(recipe, CERTAINTY);

        // Then
        assertThat(explanations).extracting(Explanation::text).containsExactly("a", "b", "c", "c");
        assertThat(explanations).extracting(Explanation::candidate).containsExactly(0, 1, 2, 3);
        for (int i = 1; i < 4; i++) {
            assertThat(explanations.get(i).parent())
                    .isEqualTo(explanations.get(i - 1).id());
        }
        assertThat(model.asked()).extracting(Question::sample).containsExactly(0, 0, 0, 1, 0, 2, 0);
        assertThat(explanations).extracting(Explanation::id).doesNotHaveDuplicates();
    }

    @Test
    void aRoundThatIsNotAnsweredEndsWithWhatThereIs() {
        // Given
        Recipe<Explainer> recipe = recipe("rounds: 2");
        model.says("a", sentences("1"), "b", "no list", "no list", "no list");

        // When
        List<Explanation> explanations = RecipeFiles.explain(recipe, CERTAINTY);

        // Then
        assertThat(explanations).extracting(Explanation::text).containsExactly("a", "b");
    }

    @Test
    void sentencesThatTheModelCannotTakeAreLeftOut() {
        // Given
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Metrics.addRegistry(metrics);
        subject.refuses = "certain of 4";
        model.says("words about doubt", sentences(""), "phrases of certainty");

        // When
        Recipe<Explainer> recipe = shipped();
        List<Explanation> explanations = RecipeFiles.explain(recipe, CERTAINTY);

        // Then
        assertThat(explanations).hasSize(2);
        assertThat(Chats.question(model.asked().get(2).request())).doesNotContain("certain of 4");
        double counted =
                metrics
                        .find("ganglion.explainer.sentences")
                        .tag("recipe", recipe.ref().pinned())
                        .counters()
                        .stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
        assertThat(counted).isEqualTo(10);
        assertThat(metrics.get("ganglion.explainer.sentences")
                        .tag("outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
        Metrics.removeRegistry(metrics);
    }

    @Test
    void ifTheModelTakesNoSentenceTheFirstExplanationStands() {
        // Given
        subject.refuses = "";
        model.says("words about doubt", sentences(""));

        // When
        List<Explanation> explanations = RecipeFiles.explain(shipped(), CERTAINTY);

        // Then
        assertThat(explanations).extracting(Explanation::text).containsExactly("words about doubt");
    }

    @Test
    void aModelThatTheServerDoesNotHaveIsOneFailure() {
        // Given
        model.says("words about doubt", sentences(""));
        SentenceActivations unknown = (neuron, sentence) ->
                Uni.createFrom().failure(new UnknownSubjectException("there is no model gpt2-xl"));

        // When, Then
        assertThatExceptionOfType(UnknownSubjectException.class)
                .isThrownBy(() -> RecipeFiles.explain(RecipeFiles.shipped("revision", model, unknown), CERTAINTY));
    }

    @Test
    void aNeuronThatNeverFiresIsNotAskedAbout() {
        // When
        List<Explanation> explanations = RecipeFiles.explain(shipped(), Neurons.withMaximum(-1));

        // Then
        assertThat(explanations).isEmpty();
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void theFirstQuestionIsThatOfTheRecipeTokenActivationPairs() {
        // When
        var preview = shipped().implementation().preview(CERTAINTY);

        // Then
        assertThat(preview)
                .isEqualTo(RecipeFiles.shipped("token-activation-pairs", model, subject)
                        .implementation()
                        .preview(CERTAINTY));
    }

    @Test
    void theShippedRecipeAsksThis() throws IOException {
        // Given
        model.says("words about doubt <|endoftext|>", sentences(""), "phrases of certainty");

        // When
        RecipeFiles.explain(shipped(), CERTAINTY);

        // Then
        String asked = "=== write\n" + model.chat(1) + "\n=== revise\n" + model.chat(2);
        Path golden = GOLDEN.resolve("revision.txt");
        if (Boolean.getBoolean("prompts.write")) {
            Files.writeString(golden, asked);
        }
        assertThat(asked).isEqualTo(Files.readString(golden));
        assertThat(((ChatRequest) model.asked().get(1).request()).settings().maxTokens())
                .isEqualTo(600);
    }

    @Test
    void oneCandidateIsRevisedAndNotForEver() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> recipe("rounds: 1", "candidates: 1", "candidates: 2"))
                .withMessageContaining("field \"candidates\" in \"explain\" must be 1");
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> recipe("rounds: 4"))
                .withMessageContaining("field \"rounds\" must be 1 to 3");
    }

    private Recipe<Explainer> shipped() {
        return RecipeFiles.shipped("revision", model, subject);
    }

    private Recipe<Explainer> recipe(String rounds) {
        return recipe(rounds, "", "");
    }

    private Recipe<Explainer> recipe(String rounds, String field, String other) {
        try {
            String text = Files.readString(Path.of("src/main/resources/recipes/revision.yaml"))
                    .replace("name: revision", "name: own")
                    .replace("rounds: 1", rounds)
                    .replace(field, other);
            return RecipeFiles.written(directory, model, subject, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> list(String round) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(i ->
                        i % 2 == 0 ? "I am certain of " + i + round + "." : "We have doubts about " + i + round + ".")
                .toList();
    }

    private static String sentences(String round) {
        List<String> list = list(round);
        return IntStream.range(0, list.size())
                .mapToObj(i -> (i + 1) + ". " + list.get(i))
                .collect(Collectors.joining("\n"));
    }

    /** Splits at spaces, and fires on "certain". */
    private static final class Words implements SentenceActivations {

        private final List<String> run = new ArrayList<>();
        private String refuses;

        @Override
        public Uni<SentenceRun> of(NeuronId neuron, String sentence) {
            if (refuses != null && sentence.contains(refuses)) {
                return Uni.createFrom().failure(new SentenceRefusedException("too long"));
            }
            run.add(sentence);
            List<String> tokens = Arrays.asList(sentence.split("(?= )"));
            double[] activations = new double[tokens.size()];
            int certain = tokens.indexOf(" certain");
            if (certain > 0) {
                activations[certain] = 9;
            }
            return Uni.createFrom().item(new SentenceRun(tokens, ActivationValues.of(activations)));
        }
    }
}
