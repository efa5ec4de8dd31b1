package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.NeuronId;
import dev.ganglion.llm.ledger.Asked.Said;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.Question;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {

    private static final String URL = "http://model.example/v1";
    private static final Question<Said> QUESTION = Asked.question("hello");

    @Test
    void everythingThatAnAnswerDependsOnIsInItsName() {
        // When
        Set<String> keys = Stream.of(
                        AnswerKey.of(URL, QUESTION, 1),
                        AnswerKey.of(URL, QUESTION, 2),
                        AnswerKey.of(URL + "/other", QUESTION, 1),
                        AnswerKey.of(URL, Asked.question("hello!"), 1),
                        AnswerKey.of(URL, sample(1), 1))
                .collect(Collectors.toSet());

        // Then
        assertThat(keys).hasSize(5).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void whoAsksAndHowOftenIsNotInIt() {
        // Given
        Question<Said> patient = Asked.question("hello", 3);
        ModelRequest request = QUESTION.request();
        Question<Said> other =
                new Question<>(Asked.RECIPE, NeuronId.parse("gpt2-xl/0-mlp/1"), request, 0, 1, Asked.SAID);

        // Then
        assertThat(AnswerKey.of(URL, patient, 1))
                .isEqualTo(AnswerKey.of(URL, QUESTION, 1))
                .isEqualTo(AnswerKey.of(URL, other, 1));
    }

    private static Question<Said> sample(int sample) {
        return new Question<>(QUESTION.recipe(), QUESTION.neuron(), QUESTION.request(), sample, 1, Asked.SAID);
    }
}
