package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

    record Line(String token, int activation) {}

    @Test
    void valuesAreDataHoweverMuchTheyLookLikeATemplate() {
        // Given
        PromptTemplate template = PromptTemplate.parse(
                "prompt", "{#for line in lines}{line.token}\t{line.activation}\n{/for}", Set.of("lines"));

        // When
        String prompt = template.render(
                Map.of("lines", List.of(new Line("{secret}", 3), new Line("<b>&\"", 0), new Line("{#for", 10))));

        // Then
        assertThat(prompt).isEqualTo("{secret}\t3\n<b>&\"\t0\n{#for\t10\n");
    }

    @Test
    void aTemplateThatWantsAValueThatThereIsNotIsRefusedAtTheStart() {
        assertThatThrownBy(() -> PromptTemplate.parse("prompt.user", "Neuron {nubmer}", Set.of("number", "lines")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"prompt.user\" uses {nubmer}; there are: lines, number");
    }

    @Test
    void aBrokenTemplateIsRefusedAtTheStartWithItsLine() {
        assertThatThrownBy(() -> PromptTemplate.parse("prompt.user", "one\n{#for line in lines}", Set.of("lines")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("field \"prompt.user\" is a broken template in its line 2: ");
    }

    @Test
    void aPropertyThatAValueDoesNotHaveIsAnErrorAndNotAnEmptyText() {
        // Given
        PromptTemplate template = PromptTemplate.parse("prompt", "{line.tokn}", Set.of("line"));

        // Then
        assertThatThrownBy(() -> template.render(Map.of("line", new Line("a", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("field \"prompt\" cannot be filled in: ");
    }
}
