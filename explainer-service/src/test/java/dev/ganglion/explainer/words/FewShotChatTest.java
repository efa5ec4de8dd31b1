package dev.ganglion.explainer.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ganglion.explainer.Chats;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.prompt.TokenCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewShotChatTest {

    private static final int ANSWER = 10;

    @Test
    void aChatThatFitsHasEverything() {
        // When
        String chat = Chats.text(chat(4096).about(new Words(List.of("x", "y"))));

        // Then
        assertThat(chat)
                .isEqualTo(
                        """
                        ### system
                        Explain.

                        ### user
                        1: a b

                        ### assistant
                        first

                        ### user
                        2: c d

                        ### assistant
                        second

                        ### user
                        3: x y
                        """);
    }

    @Test
    void piecesAreLeftOutOfExamplesThenExamplesThenTheNeuronsOwn() {
        // Given
        List<String> shapes = new ArrayList<>();

        // When
        for (int context = 200; context > ANSWER; context--) {
            try {
                String shape = shape(chat(context).about(new Words(List.of("x", "y", "z"))));
                if (shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape)) {
                    shapes.add(shape);
                }
            } catch (RefusedException e) {
                shapes.add("refused");
                break;
            }
        }

        // Then
        assertThat(shapes)
                .containsExactly(
                        "1: a b, 2: c d, 3: x y z",
                        "1: a b, 2: c, 3: x y z",
                        "1: a, 2: c, 3: x y z",
                        "1: a, 2: x y z",
                        "1: x y z",
                        "1: x y",
                        "1: x",
                        "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "some-local-model"})
    void whatIsSentFits(String model) {
        for (int context = 60; context < 200; context++) {
            // Given
            ModelSettings settings = new ModelSettings(model, null, null, ANSWER, context, null, null);

            // When
            ChatRequest request;
            try {
                request = chat(settings).about(new Words(Collections.nCopies(20, "token")));
            } catch (RefusedException e) {
                continue;
            }

            // Then
            assertThat(TokenCount.forModel(model).of(request) + ANSWER).isLessThanOrEqualTo(context);
        }
    }

    @Test
    void whatCannotFitIsOneSentenceThatSaysWhatToDo() {
        // Given
        FewShotChat<Words> chat = chat(40);

        // When, Then
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> chat.about(new Words(List.of("far too long ".repeat(20)))))
                .withMessageMatching(
                        "the shortest prompt has up to \\d+ tokens and the answer 10, and the recipe's model"
                                + " takes 40: raise \"context\" in \"model\" if the model takes more, or use shorter excerpts");
    }

    @Test
    void aTemplateThatCannotBeFilledInIsRefusedBeforeAnythingIsAsked() {
        // Given
        ChatTemplates templates =
                ChatTemplates.parse("prompt", "Explain.", "{words.nothing}", null, Map.of(), Set.of("words"));

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new FewShotChat<>(settings(4096), templates, List.of(), List.of(new Words(List.of("a")))))
                .withMessageStartingWith("field \"prompt.neuron\" cannot be filled in: ");
    }

    @Test
    void aMissingTemplateIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatTemplates.parse("prompt", null, "a", null, Map.of(), Set.of()))
                .withMessage("missing field \"prompt.system\"");
    }

    private static String shape(ChatRequest request) {
        return String.join(
                ", ",
                request.messages().stream()
                        .filter(message -> message.role().equals("user"))
                        .map(message -> message.content())
                        .toList());
    }

    private static FewShotChat<Words> chat(int context) {
        return chat(settings(context));
    }

    private static ModelSettings settings(int context) {
        return new ModelSettings("some-local-model", null, null, ANSWER, context, null, null);
    }

    private static FewShotChat<Words> chat(ModelSettings settings) {
        ChatTemplates templates = ChatTemplates.parse(
                "prompt", "Explain.", "{number}:{#for word in words} {word}{/for}", null, Map.of(), Set.of("words"));
        return new FewShotChat<>(
                settings,
                templates,
                List.of(
                        new Example<>(new Words(List.of("a", "b")), "first"),
                        new Example<>(new Words(List.of("c", "d")), "second")),
                List.of(new Words(List.of("a"))));
    }

    private record Words(List<String> words) implements Evidence<Words> {

        @Override
        public int pieces() {
            return words.size();
        }

        @Override
        public Words first(int pieces) {
            return new Words(words.subList(0, pieces));
        }

        @Override
        public Map<String, ?> values() {
            return Map.of("words", words);
        }
    }
}
