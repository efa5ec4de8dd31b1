package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    @Test
    void aChatCompletionIsRead() throws IOException {
        // Given
        String body =
                """
                {"id": "x", "usage": {"total_tokens": 9, "completion_tokens": 2, "prompt_tokens": 7,
                                      "details": {"prompt_tokens": 1}},
                 "choices": [
                   {"logprobs": {"refusal": null, "content": [
                       {"top_logprobs": [{"token": "é\\n", "bytes": [195], "logprob": -0.25},
                                         {"logprob": -3, "token": " b"}], "token": "é\\n", "logprob": -0.25},
                       {"token": "c", "logprob": 0.0, "top_logprobs": []}]},
                    "finish_reason": "stop", "message": {"role": "assistant", "content": "é\\nc", "refusal": null}},
                   {"message": {"content": "another"}}]}
                """;

        // When
        Completion completion = read(body);

        // Then
        assertThat(completion.text()).isEqualTo("é\nc");
        assertThat(completion.finishReason()).isEqualTo("stop");
        assertThat(completion.promptTokens()).isEqualTo(7);
        assertThat(completion.completionTokens()).isEqualTo(2);
        assertThat(completion.tokens().size()).isEqualTo(2);
        assertThat(completion.tokens().token(0)).isEqualTo("é\n");
        assertThat(completion.tokens().alternatives(0))
                .containsEntry("é\n", -0.25)
                .containsEntry(" b", -3.0)
                .hasSize(2);
        assertThat(completion.tokens().alternatives(1)).isEmpty();
    }

    @Test
    void aCompletionWithEchoIsReadWhateverTheOrderOfItsFields() throws IOException {
        // Given
        String body =
                """
                {"choices": [{"logprobs": {
                    "top_logprobs": [null, {" b": -0.1, "}\\"]": -4.5e0}, {"c": -1}],
                    "text_offset": [0, 1, 3], "token_logprobs": [null, -0.1, -1], "tokens": ["a", " b", "c"]},
                  "index": 0, "finish_reason": "length", "text": "a bc"}]}
                """;

        // When
        TokenLogprobs tokens = read(body).tokens();

        // Then
        assertThat(tokens.size()).isEqualTo(3);
        assertThat(tokens.token(1)).isEqualTo(" b");
        assertThat(tokens.alternatives(0)).isEmpty();
        assertThat(tokens.alternatives(1)).containsEntry("}\"]", -4.5).hasSize(2);
        assertThat(tokens.alternatives(2)).containsEntry("c", -1.0);
        assertThat(read(body).promptTokens()).isEqualTo(-1);
    }

    @Test
    void promptLogprobsOfVllmAreRead() throws IOException {
        // Given
        String body =
                """
                {"choices": [{"text": "x", "logprobs": null, "prompt_logprobs": [null,
                    {"12": {"logprob": -2.5, "rank": 4, "decoded_token": " two"},
                     "7": {"logprob": -0.5, "rank": 1, "decoded_token": " one"}}]}]}
                """;

        // When
        TokenLogprobs tokens = read(body).tokens();

        // Then
        assertThat(tokens.size()).isEqualTo(2);
        assertThat(tokens.token(0)).isEmpty();
        assertThat(tokens.token(1)).isEqualTo(" two");
        assertThat(tokens.alternatives(1)).containsEntry(" one", -0.5).hasSize(2);
    }

    @Test
    void alternativesOfTheSameTextAreAddedUp() throws IOException {
        // Given
        String half = Double.toString(Math.log(0.5));
        String quarter = Double.toString(Math.log(0.25));

        // When
        TokenLogprobs tokens = read(completion("{\"�\": " + half + ", \"�\": " + quarter + "}"))
                .tokens();

        // Then
        assertThat(tokens.alternatives(0)).hasSize(1);
        assertThat(Math.exp(tokens.alternatives(0).get("�"))).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aRoundingAboveZeroIsZeroAndTheLeastFloatIsNoProbability() throws IOException {
        // When
        TokenLogprobs tokens = read(completion("{\"a\": 0.0000001, \"b\": -3.4028234663852886e38}"))
                .tokens();

        // Then
        assertThat(tokens.alternatives(0)).containsEntry("a", 0.0);
        assertThat(Math.exp(tokens.alternatives(0).get("b"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": NaN}",
                "{\"a\": \"-1\"}",
                "{\"a\": null}",
                "{\"a\": 0.5}",
                "{\"a\": -Infinity}",
                "{\"a\": true}",
                "{\"a\": []}",
                "{\"a\": -0.1, \"b\": -0.1}",
                "{\"a\": {\"rank\": 1}}",
                "[{\"token\": \"a\"}]",
                "[{\"logprob\": -1}]",
                "[-1]",
                "\"a\"",
                "-1"
            })
    void whatIsNoLogprobFailsWhenItIsAskedForAndNotBefore(String entry) throws IOException {
        // Given
        TokenLogprobs tokens = read(completion(entry)).tokens();

        // Then
        assertThat(tokens.token(0)).isEqualTo("a");
        assertThatThrownBy(() -> tokens.alternatives(0))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageContaining("token 0");
    }

    @Test
    void alternativesForSomeOfTheTokensAreForNone() throws IOException {
        // Given
        TokenLogprobs tokens =
                read("{\"choices\": [{\"logprobs\": {\"tokens\": [\"a\", \"b\"], \"top_logprobs\": [{\"a\": -1}]}}]}")
                        .tokens();

        // Then
        assertThatThrownBy(() -> tokens.alternatives(0)).isInstanceOf(FormatFailureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\": []}",
                "{\"choices\": [{}]}",
                "{\"choices\": [{\"text\": null}]}",
                "{\"choices\": [{\"message\": null, \"logprobs\": []}]}",
                "{\"choices\": [{\"message\": {\"content\": 7}}], \"usage\": {\"prompt_tokens\": -4}}",
                "{\"choices\": [7], \"usage\": {\"prompt_tokens\": 1e300, \"completion_tokens\": 99999999999999999999}}"
            })
    void whatIsNotThereIsAnEmptyTextOfUnknownLength(String body) throws IOException {
        // When
        Completion completion = read(body);

        // Then
        assertThat(completion.text()).isEmpty();
        assertThat(completion.tokens().size()).isZero();
        assertThat(completion.promptTokens()).isEqualTo(-1);
        assertThat(completion.completionTokens()).isEqualTo(-1);
    }

    @Test
    void theTextOfAModelThatThinksIsItsText() throws IOException {
        // Given
        String body =
                "{\"choices\": [{\"message\": {\"content\": [{\"type\": \"thinking\", \"thinking\": [{\"text\": \"hm\"}]},"
                        + " {\"type\": \"text\", \"text\": \"a\"}, {\"text\": \"b\"}]}}]}";

        // Then
        assertThat(read(body).text()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{",
                "{\"choices\": [{\"text\": \"a",
                "{\"choices\": [{\"text\": \"a\"}]",
                "{\"choices\": []} {}",
                "{\"choices\": [}"
            })
    void aBrokenBodyIsNoAnswer(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IOException.class);
    }

    @Test
    void nestingWithoutEndIsNoAnswer() {
        assertThatThrownBy(() -> read("{\"x\": " + "[".repeat(100_000))).isInstanceOf(IOException.class);
    }

    @Test
    void anObjectWithoutChoicesHasNoAnswer() throws IOException {
        assertThat(read("{\"status\": \"fine\"}")).isNull();
    }

    private static String completion(String entry) {
        return "{\"choices\": [{\"text\": \"a\", \"logprobs\": {\"tokens\": [\"a\"], \"top_logprobs\": [" + entry
                + "]}}]}";
    }

    private static Completion read(String body) throws IOException {
        return AnswerReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
