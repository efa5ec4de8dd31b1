package dev.ganglion.activation.server;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.ganglion.activation.TestModels;
import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = KafkaAndPostgres.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
@WithTestResource(TestModels.class)
class ActivationServerTest {

    @Inject
    TextQueue queue;

    @Inject
    TextRate rate;

    private static ValidatableResponse post(Object body) {
        return post("", body);
    }

    private static ValidatableResponse post(String what, Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/activations" + what)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String detail) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("", aMapWithSize(5))
                .body("type", is("about:blank"))
                .body("status", is(status))
                .body("title", not(startsWith("Unknown")))
                .body("detail", containsString(detail))
                .body("detail", not(containsString("Exception")));
    }

    @Test
    void aTextRunsThroughAConfiguredModel() {
        post(Map.of("model", "configured", "text", "And it came to pass", "layer", 2, "neurons", List.of(17, 3)))
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("", aMapWithSize(5))
                .body("model", is("configured"))
                .body("tokens", is(List.of("And", " it", " came", " to", " pass")))
                .body("layer", is(2))
                .body("neurons", is(List.of(17, 3)))
                .body("activations", hasSize(2))
                .body("activations", everyItem(hasSize(5)));
    }

    @Test
    void withoutNeuronsTheTenHighestAreAnswered() {
        post(Map.of("model", "configured", "text", "And it came to pass", "layer", 2))
                .statusCode(200)
                .body("neurons", hasSize(10))
                .body("activations", hasSize(10));
    }

    @Test
    void theHighestNeuronsAtATokenAreAnsweredOverAllLayers() {
        post("/top-neurons", Map.of("model", "configured", "text", "And it came to pass", "position", 2, "count", 3))
                .statusCode(200)
                .body("", aMapWithSize(4))
                .body("tokens", is(List.of("And", " it", " came", " to", " pass")))
                .body("position", is(2))
                .body("neurons", hasSize(3))
                .body("neurons[0]", aMapWithSize(4))
                .body("neurons[0].neuron", startsWith("configured/"));
    }

    @Test
    void theHighestTokensOfANeuronAreAnswered() {
        post("/top-tokens", Map.of("model", "configured", "text", "And it came to pass", "layer", 2, "neuron", 17))
                .statusCode(200)
                .body("", aMapWithSize(2))
                .body("neuron", is("configured/2-mlp/17"))
                .body("tokens", hasSize(4))
                .body("tokens.position", not(hasItem(0)))
                .body("tokens[0]", aMapWithSize(3));
    }

    @Test
    void whatTopNeuronsOrTokensCannotBeAreProblems() {
        String model = "configured";
        problem(post("/top-neurons", Map.of("model", model, "text", "a", "position", 1)), 400, "no position 1");
        problem(post("/top-neurons", Map.of("model", model, "text", "a", "layers", List.of(4))), 400, "no layer 4");
        problem(post("/top-neurons", Map.of("model", model, "text", "a", "count", 0)), 400, "The count must be from 1");
        problem(
                post("/top-neurons", Map.of("model", model, "text", "a", "layer", 0)),
                400,
                "there are model, text, position, layers and count.");
        problem(
                post("/top-tokens", Map.of("model", model, "text", "a", "layer", 0)),
                400,
                "The field \"neuron\" is missing.");
        problem(
                post("/top-tokens", Map.of("model", model, "text", "a", "layer", 0, "neuron", 768)),
                400,
                "There is no neuron 768");
    }

    @Test
    void whatTheModelCannotTakeIsAProblem() {
        String model = "configured";
        problem(post(Map.of("model", model, "text", "a", "layer", 4)), 400, "There is no layer 4");
        problem(
                post(Map.of("model", model, "text", "a", "layer", 0, "neurons", List.of(768))),
                400,
                "There is no neuron 768");
        problem(post(Map.of("model", model, "text", "", "layer", 0)), 400, "The text is empty.");
        problem(
                post(Map.of("model", model, "text", "word ".repeat(500), "layer", 0)),
                400,
                "502 tokens, and this model takes 128");
        problem(post(Map.of("model", model, "text", "x".repeat(20_000), "layer", 0)), 400, "20000 characters");
        problem(
                post(Map.of("model", model, "text", "a", "layer", 0, "neurons", new int[65])),
                400,
                "65 neurons are too many");
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        problem(post(Map.of("model", "nobody", "text", "a", "layer", 0)), 404, "There is no such model here")
                .body("instance", is("/activations"));
    }

    @Test
    void aConfiguredModelThatCannotBeLoadedSaysWhy() {
        problem(
                post(Map.of("model", "missing", "text", "a", "layer", 0)),
                503,
                "There is no model directory /nowhere/at/all.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"model":                                          | The body is not JSON
            null                                               | The body is null
            []                                                 | The body is not the JSON object
            {"text":"a","layer":0}                             | The field "model" is missing.
            {"model":"m","layer":0}                            | The field "text" is missing.
            {"model":"m","text":"a"}                           | The field "layer" is missing.
            {"model":"m","text":"a","layer":"0"}               | The field "layer" has a value of the wrong kind.
            {"model":"m","text":"a","layer":1.5}               | The field "layer" has a value of the wrong kind.
            {"model":"m","text":"a","layer":99999999999}       | The field "layer" has a value of the wrong kind.
            {"model":"m","text":7,"layer":0}                   | The field "text" has a value of the wrong kind.
            {"model":"m","text":"a","layer":0,"neurons":[null]}| holds a null
            {"model":"m","text":"a","layer":0,"neurons":3}     | The field "neurons" has a value of the wrong kind.
            {"model":"m","text":"a","layer":0,"neuron":[3]}    | A field is not known
            {"model":"m","text":"a","layer":0} {}              | The body is not
            """)
    void aMalformedBodyIsAProblemThatSaysWhere(String body, String detail) {
        problem(post(body), 400, detail);
    }

    @Test
    void anEmptyBodyIsAProblem() {
        problem(given().contentType("application/json").post("/activations").then(), 400, "The body is");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        problem(post("x".repeat(300_000)), 413, "The body is too large; send at most 262144 bytes.");
    }

    @Test
    void aBodyThatDoesNotSayHowLargeItIsIsRefused() throws IOException, InterruptedException {
        // Given
        byte[] body = new byte[300_000];
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/activations"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        // When
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(411);
        assertThat(response.body()).contains("\"status\":411", "with a Content-Length.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/nothing", "/activations/1"})
    void whatIsNotThereIsAProblem(String path) {
        problem(when().get(path).then(), 404, "There is nothing at this address");
    }

    @Test
    void aWrongMethodOrMediaTypeIsAProblem() {
        problem(when().get("/activations").then(), 405, "This address does not take GET.");
        problem(given().contentType("text/plain").body("a").post("/activations").then(), 415, "Send JSON");
        problem(
                given().contentType("application/json")
                        .accept("text/html")
                        .body("{}")
                        .post("/activations")
                        .then(),
                406,
                "accept application/json");
    }

    @Test
    void moreTextsThanMayWaitAreTurnedAway() {
        // Given: one text that runs, and sixteen that wait
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Object> answers = new ArrayList<>();
        try {
            queue.run(() -> {
                        running.countDown();
                        return passed(release);
                    })
                    .subscribe()
                    .with(answers::add);
            passed(running);
            for (int i = 0; i < 16; i++) {
                queue.run(() -> "waited").subscribe().with(answers::add);
            }

            // When
            ValidatableResponse turnedAway = post(Map.of("model", "configured", "text", "a", "layer", 0));

            // Then
            problem(turnedAway, 503, "Too many texts wait already (16)").header("Retry-After", "1");
        } finally {
            release.countDown();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(answers).hasSize(17));
        post(Map.of("model", "configured", "text", "a", "layer", 0)).statusCode(200);
    }

    @Test
    void aClientThatHasSentTooManyTextsIsTurnedAwayAndOthersAreNot() throws IOException {
        // Given a client that has sent all that it may, and gets one back each 60 ms
        AtomicReference<String> answer = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sendAll("127.0.0.2");

            // When
            answer.set(postFrom("127.0.0.2"));
            return !answer.get().startsWith("HTTP/1.1 400 ");
        });

        // Then
        assertThat(answer.get())
                .startsWith("HTTP/1.1 429 ")
                .containsIgnoringCase("\r\nRetry-After: 1\r\n")
                .contains("\"detail\":\"You have sent more texts than the activation.texts-per-minute of this server;");
        post(Map.of("model", "configured", "text", "a", "layer", 0)).statusCode(200);
    }

    private void sendAll(String client) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= 2 * TestModels.TEXTS_PER_MINUTE; i++) {
                        rate.take(client);
                    }
                })
                .isInstanceOf(TooManyTextsException.class);
    }

    private static String postFrom(String address) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port, InetAddress.getByName(address), 0)) {
            socket.getOutputStream()
                    .write(("POST /activations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theModelsAreListed() {
        // Given
        post(Map.of("model", "configured", "text", "a", "layer", 0)).statusCode(200);

        // Then
        when().get("/api/models")
                .then()
                .statusCode(200)
                .body("model", hasItems("configured", "missing"))
                .body("find { it.model == 'configured' }.loaded", is(true))
                .body("find { it.model == 'configured' }.layers", is(4))
                .body("find { it.model == 'configured' }.neuronsPerLayer", is(768))
                .body("find { it.model == 'configured' }.contextLength", is(128))
                .body("find { it.model == 'missing' }", equalTo(Map.of("model", "missing", "loaded", false)));
    }

    @Test
    void theApiIsDescribed() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths", aMapWithSize(6))
                .body("components.schemas.TextQuestion.required", hasItems("model", "text", "layer"))
                .body("paths.'/activations'.post.responses.keySet()", hasItems("200", "400", "404", "429", "503"))
                .body("paths.'/activations/top-neurons'.post.responses.keySet()", hasItems("200", "429"));
    }

    @Test
    void itIsHealthyWithoutAModel() {
        for (String probe : List.of("started", "live", "ready")) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> when().get("/q/health/" + probe)
                    .then()
                    .statusCode(200)
                    .body("status", is("UP")));
        }
    }
}
