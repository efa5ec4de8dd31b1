package dev.ganglion.simulator.promptlogprobs;

import static dev.ganglion.simulator.Completions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.Completions;
import dev.ganglion.simulator.Completions.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoedExcerptTest {

    private static final Token UNKNOWN = token("unknown");

    @Test
    void theReferencesEchoIsRead() {
        // Given: the reference's case, where a line break that a token folds in costs it the last activation
        String excerpt = "<start>\nA\tunknown\n B\tunknown\n\n\tunknown\n<end>";
        Completion completion = Completions.of(
                "length",
                token("few"),
                token("shot"),
                token("<start>"),
                token("\n"),
                token("A"),
                token("\t"),
                new Token(
                        "unknown",
                        Map.of("0", -0.2231435513142097, "10", -2.3025850929940455, "unknown", -2.3025850929940455)),
                token("\n"),
                token(" "),
                token("B"),
                token("\t"),
                new Token("unknown", Map.of("7", -0.6931471805599453, "unknown", -0.6931471805599453)),
                token("\n\n"),
                token("\t"),
                new Token("unknown", Map.of("10", 0.0)),
                token("\n"),
                token("<"),
                token("end"),
                token(">"),
                token("\n"));

        // When
        ActivationValues activations = new EchoedExcerpt("fewshot" + excerpt + "\n", excerpt)
                .parse(completion)
                .activations();

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(1.1111112f, 7, 10));
    }

    @Test
    void anEchoThatEndsTooEarlyIsAFormatFailure() {
        // Given: the reference's case, which it takes for an excerpt of one token
        String excerpt = "<start>\nA\tunknown\nB\tunknown\n<end>";
        Completion completion = Completions.of(
                "length",
                token("few"),
                token("shot"),
                token("<start>"),
                token("\n"),
                token("A"),
                token("\t"),
                token("unknown", "2"));

        // When, Then
        assertThatThrownBy(() -> new EchoedExcerpt("fewshot" + excerpt, excerpt).parse(completion))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports tokens for 24 of 40 characters only");
    }

    @Test
    void aTabThatATokenFoldsInIsPartOfTheAlternatives() {
        // When
        ActivationValues activations = parse(
                token("a", "a"),
                token("\tunknown", "\t2", "\t4", "9"),
                token("\nb\tunk", "\nb\t8", "8"),
                token("nown\n<end>"));

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(3, 8));
    }

    @Test
    void aPlaceWithoutAnActivationIsAFormatFailure() {
        // Where the reference expects 0
        assertThatThrownBy(() -> parse(
                        token("a"),
                        token("\t"),
                        token("unknown", "3"),
                        token("\n"),
                        token("b\t"),
                        token("unknown", "unknown", " 3", "zero"),
                        token("\n<end>")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("no activation is among the alternatives that the server reports at token 1");
    }

    @Test
    void positionZeroCountsInNoScoreAndMayBeWithout() {
        // When
        ActivationValues activations =
                parse(token("a\t"), UNKNOWN, token("\n"), token("b\t"), token("unknown", "6"), token("\n<end>"));

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(0, 6));
    }

    @Test
    void anEchoWithoutLogprobsIsAFormatFailure() {
        assertThatThrownBy(() -> new EchoedExcerpt("<start>\na\tunknown\n<end>", "<start>\na\tunknown\n<end>")
                        .parse(Completions.of("<start>\na\tunknown\n<end>")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports no logprobs");
    }

    @Test
    void aTokenizerThatWritesTenInTwoIsAFormatFailure() {
        // Given: an example has a 10, in two tokens
        String excerpt = "<start>\na\tunknown\nb\tunknown\n<end>";
        Completion completion = Completions.of(
                "length",
                token("z\t"),
                token("1"),
                token("0"),
                token("\n<start>\na\t"),
                token("unknown", "1"),
                token("\nb\t"),
                token("unknown", "1"),
                token("\n<end>"));

        // When, Then
        assertThatThrownBy(() -> new EchoedExcerpt("z\t10\n" + excerpt, excerpt).parse(completion))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageStartingWith("the model's tokenizer writes 10 as two tokens");
    }

    @Test
    void onlyTheLastExcerptOfThePromptIsAskedAbout() {
        // Given: an example that is the very same excerpt
        String excerpt = "<start>\na\tunknown\nb\tunknown\n<end>";
        List<Token> tokens = new ArrayList<>();
        for (String digit : new String[] {"1", "9"}) {
            tokens.addAll(List.of(
                    token("<start>\na\t"),
                    token("unknown", digit),
                    token("\nb\t"),
                    token("unknown", digit),
                    token("\n<end>")));
        }

        // When
        ActivationValues activations = new EchoedExcerpt(excerpt + excerpt, excerpt)
                .parse(Completions.of("length", tokens.toArray(Token[]::new)))
                .activations();

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(9, 9));
    }

    private static ActivationValues parse(Token... tokens) {
        String excerpt = "<start>\na\tunknown\nb\tunknown\n<end>";
        List<Token> all = new ArrayList<>(List.of(token("<start>\n")));
        all.addAll(List.of(tokens));
        return new EchoedExcerpt(excerpt, excerpt)
                .parse(Completions.of("length", all.toArray(Token[]::new)))
                .activations();
    }
}
