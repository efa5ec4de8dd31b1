package dev.ganglion.explainer.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.ExplainerRecipes;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.explainer.PlayedModel;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.recipe.Recipe;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsExplainerTest {

    private static final NeuronActivations GENUS = Neurons.genus(7);

    @TempDir
    private Path directory;

    private final PlayedModel model = new PlayedModel();

    @Test
    void eachCandidateIsAnAnswerOfItsOwnToTheSameQuestion() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 3");
        model.says("taxonomic ranks", "words of biology", "Latin");

        // When
        List<Explanation> explanations = explain(recipe, GENUS);

        // Then
        assertThat(explanations)
                .extracting(Explanation::text)
                .containsExactly("taxonomic ranks", "words of biology", "Latin");
        assertThat(explanations).extracting(Explanation::candidate).containsExactly(0, 1, 2);
        assertThat(model.asked()).extracting(Question::sample).containsExactly(0, 1, 2);
        assertThat(model.asked())
                .extracting(Question::request)
                .containsOnly(model.asked().get(0).request());
        assertThat(model.asked()).allSatisfy(question -> {
            assertThat(question.recipe()).isEqualTo(recipe.ref());
            assertThat(question.neuron()).isEqualTo(GENUS.neuron());
            assertThat(question.attempts()).isEqualTo(3);
        });
    }

    @Test
    void anExplanationNamesWhatItComesFromAndHoldsWhatWasNotShown() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 1");
        model.says("taxonomic ranks");

        // When
        Explanation explanation = explain(recipe, GENUS).get(0);

        // Then
        assertThat(explanation.id())
                .isEqualTo(Identity.explanation(GENUS.id(), recipe.ref().digest(), 0, null, "taxonomic ranks"));
        assertThat(explanation.neuron()).isEqualTo(GENUS.neuron());
        assertThat(explanation.activations()).isEqualTo(GENUS.id());
        assertThat(explanation.recipe()).isEqualTo(recipe.ref());
        assertThat(explanation.parent()).isNull();
        assertThat(explanation.kind()).isEqualTo(ExplanationKind.WORDS);
        assertThat(explanation.tokenMeans()).isNull();
        assertThat(explanation.maximum()).isEqualTo(GENUS.statistics().maximum());
        assertThat(explanation.heldOut())
                .isEqualTo(GENUS.excerpts().stream().filter(Excerpt::heldOut).toList());
    }

    @Test
    void candidatesOfTheSameWordsStayTwoExplanations() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 2");
        model.says("taxonomic ranks", "taxonomic ranks");

        // When
        List<Explanation> explanations = explain(recipe, GENUS);

        // Then
        assertThat(explanations).hasSize(2).extracting(Explanation::id).doesNotHaveDuplicates();
    }

    @Test
    void aCandidateThatIsNoneIsCountedAndTheOthersArePublished() throws IOException {
        // Given
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Metrics.addRegistry(metrics);
        Recipe<Explainer> recipe = recipe("candidates: 3", "attempts: 2");
        model.says("taxonomic ranks", "", "I'm sorry, I can't.", "Latin");

        // When
        List<Explanation> explanations = explain(recipe, GENUS);

        // Then
        assertThat(explanations).extracting(Explanation::candidate).containsExactly(0, 2);
        assertThat(metrics.counter(
                                "ganglion.explainer.unanswered",
                                "recipe",
                                recipe.ref().pinned(),
                                "reason",
                                "format")
                        .count())
                .isEqualTo(1);
        Metrics.removeRegistry(metrics);
    }

    @Test
    void ifNoCandidateIsAnExplanationThereIsAFailure() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 2", "attempts: 1");
        model.says("", "...");

        // When, Then
        assertThatExceptionOfType(FormatFailureException.class)
                .isThrownBy(() -> explain(recipe, GENUS))
                .withMessage("the answer is empty");
    }

    @Test
    void nobodyIsPaidForANeuronThatNeverFires() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 1");

        // When
        List<Explanation> explanations = explain(recipe, Neurons.withMaximum(-0.1));

        // Then
        assertThat(explanations).isEmpty();
        assertThat(model.asked()).isEmpty();
        assertThat(recipe.implementation().preview(Neurons.withMaximum(-0.1))).isEmpty();
    }

    @Test
    void thePreviewIsWhatIsSentOnceForEachCandidate() throws IOException {
        // Given
        Recipe<Explainer> recipe = recipe("candidates: 2");
        model.says("a", "b");

        // When
        var preview = recipe.implementation().preview(GENUS);

        // Then
        assertThat(model.asked()).isEmpty();
        explain(recipe, GENUS);
        assertThat(model.asked()).extracting(Question::request).containsExactlyElementsOf(preview);
    }

    private static List<Explanation> explain(Recipe<Explainer> recipe, NeuronActivations record) {
        return recipe.implementation().explain(record).await().indefinitely();
    }

    private Recipe<Explainer> recipe(String... fields) throws IOException {
        Files.writeString(
                directory.resolve("plain.yaml"),
                """
                name: plain
                service: explainer
                method: token-activation-pairs
                model: {name: gpt-4o, maxTokens: 50, context: 4096}
                prompt: {system: "Explain.", neuron: "{#for excerpt in excerpts}{#for line in excerpt.lines}{line.token}{/for}{/for}"}
                """
                        + String.join("\n", fields));
        return ExplainerRecipes.all(model).select("plain", Optional.of(directory));
    }
}
