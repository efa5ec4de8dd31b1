package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.local.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call at a time against a server that fails in each of the ways that servers fail in. */
class HttpEndpointFailuresTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anAnswerComesWithItsTextReasonAndTokens() {
        // Given
        rig.server.next(Reply.chat("hello", "length", List.of(), 12, 3));

        // When
        Completion completion = rig.ask(Requests.chat("hi"));

        // Then
        assertThat(completion.text()).isEqualTo("hello");
        assertThat(completion.truncated()).isTrue();
        assertThat(completion.promptTokens()).isEqualTo(12);
        assertThat(completion.completionTokens()).isEqualTo(3);
        assertThat(rig.server.calls().get(0).path()).isEqualTo("chat/completions");
        assertThat(rig.server.calls().get(0).headers()).containsEntry("authorization", "Bearer " + Rig.KEY);
        assertThat(rig.server.calls().get(0).prompt()).isEqualTo("hi");
        assertThat(rig.calls("answered")).isEqualTo(1);
    }

    @Test
    void an429IsTriedAgainWhenTheServerSays() {
        // Given
        rig.server.next(Reply.problem(429, "rate_limit_exceeded", "slow down").with("Retry-After", "7"));

        // When
        TryAgainException failure = tryAgain();

        // Then
        assertThat(failure.after()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.perhapsBilled()).isFalse();
        assertThat(failure).hasMessageContaining("429").hasMessageContaining("slow down");
        assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("rate_limit");
        assertThat(rig.endpoint.snapshot().limit()).isEqualTo(4);
        assertThat(rig.calls("rate_limited")).isEqualTo(1);
    }

    @Test
    void afterARetryAfterCallsGoOnByThemselves() {
        // Given
        rig.server.next(Reply.problem(429, "rate_limit_exceeded", "slow down").with("retry-after-ms", "300"));
        rig.server.script(call -> Reply.chat("now"));
        tryAgain();
        long begin = System.nanoTime();

        // When
        Completion completion = rig.ask(Requests.chat("hi"));

        // Then
        assertThat(completion.text()).isEqualTo("now");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"500,false", "502,false", "503,false", "529,false", "408,false", "409,false", "504,true", "524,true"})
    void whatMayPassIsTriedAgainWithBackoff(int status, boolean perhapsBilled) {
        // Given
        rig.server.next(Reply.raw(status, "<html>oops</html>"), Reply.raw(status, ""));

        // When
        TryAgainException first = tryAgain();
        TryAgainException second = tryAgain();

        // Then
        assertThat(first.after()).isEqualTo(Duration.ofMillis(500));
        assertThat(second.after()).isEqualTo(Duration.ofMillis(1000));
        assertThat(first.perhapsBilled()).isEqualTo(perhapsBilled);
        assertThat(rig.endpoint.snapshot().consecutiveFailures()).isEqualTo(2);
        assertThat(rig.endpoint.snapshot().lastFailure()).contains(Integer.toString(status));
    }

    @Test
    void aSlowAnswerIsPerhapsBilled() {
        try (Rig impatient = new Rig(Rig.timeout(Duration.ofMillis(400)))) {
            // Given
            impatient.server.next(Reply.chat("late").after(5_000));

            // When
            TryAgainException failure = tryAgain(impatient);

            // Then
            assertThat(failure.perhapsBilled()).isTrue();
            assertThat(failure).hasMessageContaining("within 0.4 s (llm.timeout)");
            assertThat(impatient.endpoint.snapshot().inFlight()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void aCutConnectionIsPerhapsBilled(int bytes) {
        // Given
        rig.server.next(Reply.chat("half").cut(bytes));

        // When
        TryAgainException failure = tryAgain();

        // Then
        assertThat(failure.perhapsBilled()).isTrue();
        assertThat(failure).hasMessageContaining("closed the connection");
    }

    @Test
    void aServerThatIsNotThereWasNotAsked() throws Exception {
        // Given
        AtomicInteger left = new AtomicInteger();
        try (Rig nobody = new Rig(Rig.QUICK, null, "http://127.0.0.1:" + Ports.free() + "/v1")) {
            // When
            Throwable failure = catchThrowable(() -> nobody.endpoint
                    .call(Requests.chat("hi"), 1, left::incrementAndGet)
                    .await()
                    .atMost(Duration.ofSeconds(10)));

            // Then
            assertThat(failure)
                    .isInstanceOfSatisfying(TryAgainException.class, e -> assertThat(e.perhapsBilled())
                            .isFalse())
                    .hasMessageContaining("cannot be connected to");
            assertThat(left).hasValue(0);
        }
    }

    @Test
    void aNameWithoutAnAddressMayGetOne() {
        // Given
        try (Rig nobody = new Rig(Rig.QUICK, null, "http://no-such-host.invalid/v1")) {
            // When
            Throwable failure = catchThrowable(() -> nobody.ask(Requests.chat("hi")));

            // Then
            assertThat(failure).isInstanceOf(TryAgainException.class);
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsAWrongDeployment() {
        // Given
        String https = rig.server.baseUrl().replace("http://", "https://");
        try (Rig secure = new Rig(Rig.concurrency(4), null, https)) {
            // When
            Throwable failure = catchThrowable(() -> secure.ask(Requests.chat("hi")));

            // Then
            assertThat(failure).isInstanceOf(TryAgainException.class).hasMessageContaining("over TLS");
            assertThat(secure.endpoint.snapshot().pausedFor()).isEqualTo("deployment");
        }
    }

    @Test
    void aServerThatWantsToBeAskedAgainAtOnceIsGivenAMomentAllTheSame() {
        // Given
        rig.server.next(Reply.problem(429, "x", "x").with("Retry-After", "0"));

        // Then
        assertThat(tryAgain().after()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | invalid_api_key | the key in OPENAI_API_KEY is not accepted by http",
                "403 | permission | the key in OPENAI_API_KEY is not accepted by http",
                "404 | model_not_found | does not know the model tiny",
                "402 | payment | nothing left to spend",
                "429 | insufficient_quota | nothing left to spend",
                "400 | unsupported_parameter | does not take what the recipe asks of tiny",
                "301 | moved | check OPENAI_BASE_URL",
                "405 | method | check OPENAI_BASE_URL"
            })
    void aWrongDeploymentPausesAndSaysWhatToDo(int status, String code, String sentence) {
        // Given
        rig.server.next(Reply.problem(status, code, "no: " + Rig.KEY));

        // When
        TryAgainException failure = tryAgain();

        // Then
        assertThat(failure).hasMessageContaining(sentence);
        assertThat(failure.perhapsBilled()).isFalse();
        assertThat(failure.getMessage()).doesNotContain(Rig.KEY).doesNotContain("\n");
        assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("deployment");
        assertThat(rig.endpoint.snapshot().paused()).isEqualTo(failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void aRequestThatTheServerDoesNotWantIsRefusedOnceAnotherWasAnswered(int status) {
        // Given
        Reply refusal = Reply.problem(status, "context_length_exceeded", "too\n long " + "x".repeat(5000));
        rig.server.next(refusal, Reply.chat("hello"), refusal);

        // When
        TryAgainException doubted = tryAgain();
        rig.ask(Requests.chat("another"));
        Throwable failure = catchThrowable(() -> rig.ask(Requests.chat("hi")));

        // Then
        assertThat(doubted.perhapsBilled()).isFalse();
        assertThat(failure).isInstanceOf(RefusedException.class).hasMessageContaining("too long");
        assertThat(failure.getMessage()).hasSizeLessThan(300).doesNotContain("\n");
        assertThat(rig.endpoint.snapshot().paused()).isNull();
        assertThat(rig.calls("refused")).isEqualTo(2);
    }

    @Test
    void contentThatAFilterRefusesIsRefused() {
        // Given
        rig.server.next(Reply.problem(400, "content_filter", "The response was filtered"));

        // When
        Throwable failure = catchThrowable(() -> rig.ask(Requests.chat("hi")));

        // Then
        assertThat(failure).isInstanceOf(RefusedException.class).hasMessageContaining("content filter");
    }

    @Test
    void anAnswerThatIsKeptBackSaysSo() {
        // Given
        rig.server.next(
                Reply.raw(
                        200,
                        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null,\"refusal\":\"I will not\"}}]}"));

        // When
        Completion completion = rig.ask(Requests.chat("hi"));

        // Then
        assertThat(completion.filtered()).isTrue();
        assertThat(completion.text()).isEmpty();
        assertThat(completion.promptTokens()).isEqualTo(-1);
    }

    @Test
    void aTruncatedBodyIsTriedAgainButNotForEver() {
        // Given
        String whole = new String(Reply.chat("hello").body(), StandardCharsets.UTF_8);
        Reply half = Reply.raw(200, whole.substring(0, whole.length() - 20));
        rig.server.next(half, half, half);

        // When
        TryAgainException first = tryAgain();
        TryAgainException second = tryAgain();
        Throwable third = catchThrowable(() -> rig.ask(Requests.chat("hi")));

        // Then
        assertThat(first.perhapsBilled()).isTrue();
        assertThat(second.perhapsBilled()).isTrue();
        assertThat(third).isInstanceOf(RefusedException.class).hasMessageContaining("3 times in a row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><title>Welcome</title>", "it works", "[]", "{\"status\": \"fine\"}"})
    void aServerThatIsNoApiIsAWrongDeployment(String body) {
        // Given
        rig.server.next(Reply.raw(200, body));

        // When
        TryAgainException failure = tryAgain();

        // Then
        assertThat(failure).hasMessageContaining("check OPENAI_BASE_URL");
        assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("deployment");
    }

    @Test
    void anErrorWithinAnAnswerIsAnError() {
        // Given
        rig.server.next(Reply.raw(200, "{\"error\": {\"code\": 503, \"message\": \"no provider\"}}"));

        // When
        TryAgainException failure = tryAgain();

        // Then
        assertThat(failure).hasMessageContaining("503").hasMessageContaining("no provider");
        assertThat(rig.endpoint.snapshot().paused()).isNull();
    }

    @Test
    void anAnswerLargerThanAllowedIsRefused() {
        // Given
        rig.server.next(Reply.chat("x".repeat(2 << 20)));

        // When
        Throwable failure = catchThrowable(() -> rig.ask(Requests.chat("hi")));

        // Then
        assertThat(failure).isInstanceOf(RefusedException.class).hasMessageContaining("llm.largest-answer");
    }

    @Test
    void anErrorLargerThanAllowedIsRefusedToo() {
        // Given
        rig.server.next(Reply.raw(500, "x".repeat(2 << 20)));

        // When
        Throwable failure = catchThrowable(() -> rig.ask(Requests.chat("hi")));

        // Then
        assertThat(failure).hasMessageContaining("llm.largest-answer");
    }

    @Test
    void anEmptyAnswerIsAnEmptyText() {
        // Given
        rig.server.next(Reply.chat(""));

        // When
        Completion completion = rig.ask(Requests.chat("hi"));

        // Then
        assertThat(completion.text()).isEmpty();
        assertThat(completion.tokens().size()).isZero();
    }

    @Test
    void aLogprobThatIsNoNumberFailsWhenItIsAskedFor() {
        // Given
        rig.server.next(Reply.chat(
                "ab", "stop", List.of(token("a", Map.of("a", Double.NaN)), token("b", Map.of("b", -0.5))), 1, 2));

        // When
        Completion completion = rig.ask(Requests.chat("hi"));

        // Then
        assertThat(completion.tokens().alternatives(1)).containsEntry("b", -0.5);
        assertThat(catchThrowableOfType(
                        FormatFailureException.class, () -> completion.tokens().alternatives(0)))
                .hasMessageContaining("token 0");
    }

    private TryAgainException tryAgain() {
        return tryAgain(rig);
    }

    private static TryAgainException tryAgain(Rig rig) {
        return catchThrowableOfType(TryAgainException.class, () -> rig.ask(Requests.chat("hi")));
    }

    private static Reply.Token token(String text, Map<String, Double> alternatives) {
        return new Reply.Token(text, alternatives);
    }
}
