package dev.ganglion.benchmarks.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ganglion.benchmarks.neurons.Numbered;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the scripted server says. */
final class Answers {

    /** Bytes of a chat completion's body. */
    static final int CHAT_BYTES = 1000;

    private static final Pattern NUMBER = Pattern.compile("1[0-9]{6}(?![0-9])");
    private static final String PLACE = "1999999";
    /** A server's tokens are about so long. */
    private static final Pattern TOKEN =
            Pattern.compile("unknown|10|[0-9]{7}|[\\t\\n]| ?[A-Za-z]{1,5}|[0-9]|.", Pattern.DOTALL);

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TOKENS = "Tokens: ";
    private static final int ALTERNATIVES = 15;

    private Answers() {}

    /** A sentence, in a body of {@value #CHAT_BYTES} bytes, after so long. */
    static Function<Call, Reply> sentence(long millis) {
        Reply whole = sentence().after(millis);
        return call -> call.path().equals("models") ? Reply.models("gpt-4o-mini") : whole;
    }

    /** The same, at once. */
    static Reply sentence() {
        return Reply.raw(
                200,
                padded(Reply.chat("invented words that mean nothing, above all " + "so ".repeat(150) + "long")
                        .body()));
    }

    /** With a field of a server's own that is as long as what is missing. */
    private static byte[] padded(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String field = ",\"system_fingerprint\":\"\"";
        int missing = Math.max(0, CHAT_BYTES - body.length - field.length());
        String filled = ",\"system_fingerprint\":\"" + "f".repeat(missing) + "\"";
        return (text.substring(0, text.length() - 1) + filled + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** The activations that the recipe {@code json} asks for, about a thousand bytes of them, at once. */
    static Function<Call, Reply> json() {
        return call -> call.path().equals("models") ? Reply.models("gpt-4o-mini") : Reply.chat(pairs(call.prompt()));
    }

    /** The prompt ends with the tokens, in one line. */
    private static String pairs(String prompt) {
        try {
            ArrayNode pairs = MAPPER.createArrayNode();
            for (JsonNode token : MAPPER.readTree(prompt.substring(prompt.lastIndexOf(TOKENS) + TOKENS.length()))) {
                pairs.addArray().add(token.asText()).add(pairs.size() % 11);
            }
            return MAPPER.createObjectNode().set("activations", pairs).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the prompt does not end with its tokens", e);
        }
    }

    /** The prompt with its logprobs, at once. */
    static Function<Call, Reply> echo() {
        Map<String, Numbered> made = new ConcurrentHashMap<>();
        return call -> {
            if (call.path().equals("models")) {
                return Reply.models("gpt-4o-mini");
            }
            String prompt = call.body().path("prompt").asText();
            Matcher matcher = NUMBER.matcher(prompt);
            String number = matcher.find() ? matcher.group() : PLACE;
            String general = prompt.replace(number, PLACE);
            return Reply.raw(200, made.computeIfAbsent(general, Answers::echoed).with(number));
        };
    }

    private static Numbered echoed(String prompt) {
        List<Reply.Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(prompt);
        while (matcher.find()) {
            tokens.add(new Reply.Token(matcher.group(), alternatives(matcher.group(), tokens.size())));
        }
        long size = tokens.size();
        tokens.add(new Reply.Token("\n", alternatives("\n", tokens.size())));
        return Numbered.of(
                Reply.completion(prompt + "\n", "length", tokens, size).body(), PLACE);
    }

    /** Activations, and other things that could stand there. */
    private static Map<String, Double> alternatives(String token, int position) {
        Map<String, Double> alternatives = new TreeMap<>();
        for (int i = 0; i < ALTERNATIVES; i++) {
            String other = i <= 10 ? Integer.toString(i) : " w" + i;
            alternatives.put(other, -1.3 - 0.71 * ((i + position) % ALTERNATIVES) - 0.000123 * i);
        }
        alternatives.put(token, -5.4321 - position % 7);
        return alternatives;
    }

    /** For the report: {@code 153,201 bytes}. */
    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
