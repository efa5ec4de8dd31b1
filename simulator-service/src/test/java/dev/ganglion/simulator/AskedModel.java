package dev.ganglion.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.model.TokenLogprobs;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A language model without memory or money: it sends each question until its answer can be read, as often as the question
 * allows. Parsed answers go through JSON, as through the ledger.
 */
public final class AskedModel implements LanguageModel {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Function<ModelRequest, Uni<JsonNode>> server;
    private final List<ModelRequest> asked = new CopyOnWriteArrayList<>();

    private AskedModel(Function<ModelRequest, Uni<JsonNode>> server) {
        this.server = server;
    }

    /** Asks a script, without a socket between. */
    public static AskedModel of(Function<Call, Reply> script) {
        return new AskedModel(request -> Uni.createFrom().item(() -> {
            Call call = new Call(1, request.path(), Map.of(), read(request.body()));
            return read(script.apply(call).body());
        }));
    }

    /** Asks a server over its socket. */
    public static AskedModel at(ScriptedModelServer server) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new AskedModel(request -> Uni.createFrom()
                .completionStage(() -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/" + request.path()))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .map(response -> read(response.body())));
    }

    /** Every request sent so far. */
    public List<ModelRequest> asked() {
        return asked;
    }

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return ask(question, question.attempts());
    }

    private <T> Uni<T> ask(Question<T> question, int attempts) {
        return Uni.createFrom()
                .deferred(() -> {
                    asked.add(question.request());
                    return server.apply(question.request());
                })
                .map(answer -> kept(question, question.format().parse(completion(answer))))
                .onFailure(failure -> failure instanceof FormatFailureException && attempts > 1)
                .recoverWithUni(() -> ask(question, attempts - 1));
    }

    private static <T> T kept(Question<T> question, T parsed) {
        try {
            return MAPPER.readValue(
                    MAPPER.writeValueAsBytes(parsed), question.format().type());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an answer of the API. */
    public static Completion completion(JsonNode answer) {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode chat = choice.path("logprobs").path("content");
        JsonNode legacy = choice.path("logprobs").path("tokens");
        String text = choice.has("message")
                ? choice.path("message").path("content").asText()
                : choice.path("text").asText();
        return new Completion(
                text,
                choice.path("finish_reason").asText(null),
                chat.isArray()
                        ? tokens(chat.size(), i -> chat.path(i).path("token").asText(), i -> chat(chat.path(i)))
                        : tokens(
                                legacy.size(),
                                i -> legacy.path(i).asText(),
                                i -> legacy(choice.path("logprobs")
                                        .path("top_logprobs")
                                        .path(i))),
                -1,
                -1);
    }

    private static Map<String, Double> chat(JsonNode token) {
        Map<String, Double> alternatives = new LinkedHashMap<>();
        token.path("top_logprobs")
                .forEach(top -> alternatives.put(
                        top.path("token").asText(), top.path("logprob").asDouble()));
        return alternatives;
    }

    private static Map<String, Double> legacy(JsonNode top) {
        Map<String, Double> alternatives = new LinkedHashMap<>();
        top.properties()
                .forEach(entry ->
                        alternatives.put(entry.getKey(), entry.getValue().asDouble()));
        return alternatives;
    }

    private static TokenLogprobs tokens(
            int size, Function<Integer, String> token, Function<Integer, Map<String, Double>> alternatives) {
        return new TokenLogprobs() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public String token(int index) {
                return token.apply(index);
            }

            @Override
            public Map<String, Double> alternatives(int index) {
                return alternatives.apply(index);
            }
        };
    }

    private static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
