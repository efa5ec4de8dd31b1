package dev.ganglion.llm.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What models cost: list prices of well-known ones, which come with the program, and the operator's file, which wins. A
 * name is looked for as it is; nothing is guessed from similar names.
 */
public final class Prices {

    private static final String SHIPPED = "/prices.yaml";
    private static final int LARGEST = 1 << 20;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Price> prices;

    private Prices(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
    }

    /**
     * Reads the prices.
     *
     * @param file the operator's
     * @throws IllegalArgumentException with one sentence, if the file cannot be read
     */
    public static Prices load(Optional<Path> file) {
        Map<String, Price> prices = new HashMap<>(shipped());
        file.ifPresent(path -> prices.putAll(operators(path)));
        return new Prices(prices);
    }

    /** Prices that are known already. */
    public static Prices of(Map<String, Price> prices) {
        return new Prices(prices);
    }

    /** Nothing, if it is not known: never 0. */
    public Optional<Price> of(String model) {
        return Optional.ofNullable(prices.get(model));
    }

    /**
     * The price that a budget needs.
     *
     * @throws IllegalArgumentException with one sentence, if it is not known
     */
    public Price underBudget(String model) {
        return of(model).orElseThrow(() -> new IllegalArgumentException(unpriced(model)));
    }

    /** What to do about a model whose price is not known, in one sentence. */
    public static String unpriced(String model) {
        return "model \"" + model
                + "\" has no price, but a budget is set: add it to the file that LLM_PRICES names, for" + " example "
                + model + ": {input: 0, output: 0}";
    }

    private static Map<String, Price> shipped() {
        try (InputStream in = Prices.class.getResourceAsStream(SHIPPED)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped prices can be read", e);
        }
    }

    private static Map<String, Price> operators(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(
                        "the prices' file " + file + " is larger than " + LARGEST + " bytes");
            }
            return parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "the prices' file " + file + (line > 0 ? ", line " + line : "")
                            + ": expected a line for each model, for example gpt-4o-mini: {input: 0.15, output: 0.60}"
                            + reason(e),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the prices' file " + file + " cannot be read", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException sentence) {
                return "; " + sentence.getMessage();
            }
        }
        return "";
    }

    private static Map<String, Price> parse(String text) throws IOException {
        Map<String, Price> prices = YAML.readValue(text, new TypeReference<Map<String, Price>>() {});
        if (prices == null) {
            return Map.of();
        }
        for (Map.Entry<String, Price> price : prices.entrySet()) {
            if (price.getValue() == null) {
                throw new JsonMappingException(
                        null, "no price", new IllegalArgumentException("\"" + price.getKey() + "\" has no price"));
            }
        }
        return prices;
    }
}
