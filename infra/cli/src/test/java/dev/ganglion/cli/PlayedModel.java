package dev.ganglion.cli;

import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model that explains every neuron alike, and expects 3 or so on every token: it is not asked for its quality. */
public final class PlayedModel implements Function<Call, Reply> {

    public static final String NAME = "gpt-4o-mini";

    private static final int ALTERNATIVES = 20;
    private static final Pattern TOKEN = Pattern.compile("unknown|10|[0-9]| ?[A-Za-z]+|.", Pattern.DOTALL);

    @Override
    public Reply apply(Call call) {
        return switch (call.path()) {
            case "models" -> Reply.models(NAME);
            case "chat/completions" -> Reply.chat("words of the sea and of ships");
            case "completions" -> call.body().path("echo").asBoolean() ? echo(call.prompt()) : said();
            default -> Reply.problem(404, "not_found", "there is no " + call.path());
        };
    }

    private static Reply said() {
        return Reply.completion(" yes", "stop", List.of(new Reply.Token(" yes", Map.of(" yes", -0.1))), 10);
    }

    private static Reply echo(String prompt) {
        List<Reply.Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(prompt);
        while (matcher.find()) {
            tokens.add(token(matcher.group(), tokens.size()));
        }
        int size = tokens.size();
        tokens.add(token("\n", size));
        return Reply.completion(prompt + "\n", "length", tokens, size);
    }

    /** The odds of the activations change from token to token: a simulation that is constant has no score. */
    private static Reply.Token token(String text, int position) {
        Map<String, Double> alternatives = new TreeMap<>();
        for (int i = 0; i < ALTERNATIVES; i++) {
            alternatives.put(i <= 10 ? Integer.toString(i) : " w" + i, -2.0 - (i + position) % ALTERNATIVES * 0.4);
        }
        alternatives.putIfAbsent(text, -9.0);
        return new Reply.Token(text, alternatives);
    }
}
