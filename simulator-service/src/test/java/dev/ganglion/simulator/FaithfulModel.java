package dev.ganglion.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import dev.ganglion.simulator.Tokenizer.Piece;
import dev.ganglion.simulator.Tokenizer.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A server that reads nothing but the prompt, and answers every method's questions with what is {@link Planted}, in the
 * tokens of some tokenizer.
 */
public final class FaithfulModel implements Function<Call, Reply> {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String START = "<start>\n";
    private static final String UNKNOWN = "unknown";
    private static final double FOLLOWS = -0.01;

    private final Tokenizer tokenizer;

    public FaithfulModel(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public Reply apply(Call call) {
        if (call.path().equals("completions")) {
            return echo(call.body().path("prompt").asText());
        }
        if (call.body().has("response_format")) {
            return Reply.chat(json(call.prompt()));
        }
        List<String> shown = shown(call.prompt());
        return call.body().path("max_tokens").asInt() == 1 ? one(shown) : written(shown);
    }

    private Reply echo(String prompt) {
        List<Stretch> places = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        int at = prompt.lastIndexOf(START) + START.length();
        while (!prompt.startsWith("<end>", at)) {
            int tab = prompt.indexOf('\t', at);
            shown.add(prompt.substring(at, tab));
            places.add(new Stretch(tab + 1, tab + 1 + UNKNOWN.length()));
            at = prompt.indexOf('\n', tab) + 1;
        }
        List<Stretch> tens = new ArrayList<>();
        for (int ten = prompt.indexOf("\t10\n"); ten >= 0; ten = prompt.indexOf("\t10\n", ten + 1)) {
            tens.add(new Stretch(ten + 1, ten + 3));
        }
        List<Reply.Token> tokens = new ArrayList<>();
        tokens.add(new Reply.Token("<|begin_of_text|>", Map.of()));
        tokens.addAll(tokens(prompt, tens, places, shown, false));
        tokens.add(new Reply.Token("\n", Map.of("\n", FOLLOWS)));
        return Reply.completion(prompt + "\n", "length", tokens, tokens.size());
    }

    private Reply written(List<String> shown) {
        StringBuilder text = new StringBuilder(START);
        List<Stretch> places = new ArrayList<>();
        for (int position = 0; position < shown.size(); position++) {
            String token = shown.get(position);
            text.append(token).append('\t');
            int from = text.length();
            text.append(Planted.likeliest(position, token));
            places.add(new Stretch(from, text.length()));
            text.append('\n');
        }
        text.append("<end>");
        List<Stretch> cuts = places.stream()
                .map(place -> new Stretch(place.to() - 1, place.to() + 1))
                .toList();
        List<Reply.Token> tokens = tokens(text.toString(), places, cuts, shown, true);
        return Reply.chat(text.toString(), "stop", tokens, 100, tokens.size());
    }

    private static Reply one(List<String> shown) {
        int position = shown.size() - 1;
        String token = shown.get(position);
        String text = Integer.toString(Planted.likeliest(position, token));
        return Reply.chat(
                text, "length", List.of(new Reply.Token(text, alternatives(position, token, "", ""))), 100, 1);
    }

    private static String json(String prompt) {
        try {
            JsonNode shown = MAPPER.readTree(prompt.substring(prompt.indexOf("[", prompt.lastIndexOf("\nTokens: "))));
            ObjectNode answer = MAPPER.createObjectNode();
            ArrayNode pairs = answer.putArray("activations");
            for (int position = 0; position < shown.size(); position++) {
                String token = shown.get(position).textValue();
                pairs.addArray().add(token).add(Planted.expected(position, token));
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the last excerpt of a prompt that shows tokens alone. */
    private static List<String> shown(String prompt) {
        int from = prompt.lastIndexOf(START) + START.length();
        int end = prompt.lastIndexOf("<end>");
        List<String> lines = new ArrayList<>();
        while (from < end) {
            int lineBreak = prompt.indexOf('\n', from);
            lines.add(prompt.substring(from, lineBreak));
            from = lineBreak + 1;
        }
        return lines;
    }

    /**
     * The text's tokens; one that covers a place begins, in each alternative, as it does in the text.
     *
     * @param ending whether alternatives also end as the token does
     */
    private List<Reply.Token> tokens(
            String text, List<Stretch> whole, List<Stretch> cuts, List<String> shown, boolean ending) {
        List<Stretch> places = ending ? whole : cuts;
        List<Stretch> atTabs = new ArrayList<>(cuts);
        for (int i = 0; i < places.size(); i++) {
            if (!shown.get(i).chars().allMatch(c -> c < 0x80)) {
                // A token that is no whole UTF-8 cannot be continued by an activation.
                int tab = places.get(i).from() - 1;
                atTabs.add(new Stretch(tab, tab + 1));
            }
        }
        List<Reply.Token> tokens = new ArrayList<>();
        int next = 0;
        for (Piece piece : tokenizer.pieces(text, whole, atTabs)) {
            if (next < places.size() && Tokenizer.offset(text, places.get(next).from()) < piece.to()) {
                int before = Tokenizer.offset(text, places.get(next).from()) - piece.from();
                int after = piece.to() - Tokenizer.offset(text, places.get(next).to());
                tokens.add(new Reply.Token(
                        piece.spelled(),
                        alternatives(
                                next,
                                shown.get(next),
                                piece.spelled().substring(0, before),
                                ending
                                        ? piece.spelled()
                                                .substring(piece.spelled().length() - after)
                                        : "")));
                next++;
            } else {
                tokens.add(new Reply.Token(piece.spelled(), Map.of(piece.spelled(), FOLLOWS)));
            }
        }
        return tokens;
    }

    private static Map<String, Double> alternatives(int position, String shown, String before, String after) {
        Map<String, Double> alternatives = new TreeMap<>();
        Planted.at(position, shown)
                .forEach((activation, probability) ->
                        alternatives.put(before + activation + after, Math.log(probability)));
        alternatives.put(before + UNKNOWN, Math.log(0.1));
        alternatives.put(before + " 3", Math.log(0.05));
        alternatives.put(before + "11" + after, Math.log(0.02));
        alternatives.put("7" + before + "x", Math.log(0.01));
        return alternatives;
    }
}
