package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ExplanationSummaryTest {

    @Property
    void itSaysWhatTheExplanationSays(@ForAll("explanations") Explanation explanation) {
        // When
        ExplanationSummary summary =
                ExplanationSummary.CODEC.decode(EventCodec.of(Explanation.class).encode(explanation));

        // Then
        assertThat(summary)
                .isEqualTo(new ExplanationSummary(
                        explanation.id(),
                        explanation.neuron(),
                        explanation.activations(),
                        explanation.recipe(),
                        explanation.candidate(),
                        explanation.parent(),
                        explanation.kind(),
                        explanation.text(),
                        explanation.maximum()));
    }

    @Test
    void whatIsMissingIsNamedAsItIsOfAnExplanation() {
        // Given
        byte[] withoutId = "{\"candidate\":0,\"maximum\":1}".getBytes(StandardCharsets.UTF_8);

        // Then
        assertThatThrownBy(() -> ExplanationSummary.CODEC.decode(withoutId))
                .isInstanceOf(EventException.class)
                .hasMessage("malformed Explanation: missing required field \"id\"");
    }

    @Provide
    Arbitrary<Explanation> explanations() {
        return EventArbitraries.explanations();
    }
}
