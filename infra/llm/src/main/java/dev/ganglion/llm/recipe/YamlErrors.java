package dev.ganglion.llm.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in one sentence what a YAML library found wrong. */
final class YamlErrors {

    private static final int LONGEST = 300;

    private YamlErrors() {}

    /** Where it is, from 1; 0 where the error is about the whole recipe. */
    static int line(IOException e, String text, Map<JsonPointer, Integer> lines) {
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            return yaml.getProblemMark().getLine() + 1;
        }
        if (e.getCause() instanceof ReaderException yaml) {
            return 1
                    + (int) text.codePoints()
                            .limit(yaml.getPosition())
                            .filter(point -> point == '\n')
                            .count();
        }
        if (e instanceof JsonMappingException mapping) {
            return mapping.getPath().isEmpty() ? 0 : lines.getOrDefault(pointer(mapping), 0);
        }
        return e instanceof JsonProcessingException syntax && syntax.getLocation() != null
                ? syntax.getLocation().getLineNr()
                : 0;
    }

    private static JsonPointer pointer(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }

    static String reason(IOException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field \"" + oneLine(unknown.getPropertyName()) + "\"; known here: "
                    + String.join(", ", names(unknown));
        }
        if (e instanceof ValueInstantiationException refused
                && refused.getCause() instanceof IllegalArgumentException) {
            String path = path(refused);
            return oneLine(refused.getCause().getMessage()) + (path.isEmpty() ? "" : " (in " + path + ")");
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "field \"" + path(mismatch) + "\" must be " + expected(mismatch.getTargetType());
        }
        if (e instanceof JsonProcessingException syntax) {
            return syntax.getCause() instanceof MarkedYAMLException yaml
                    ? "not YAML: " + oneLine(yaml.getProblem())
                    : "not YAML: " + oneLine(syntax.getOriginalMessage());
        }
        return oneLine(e.getMessage());
    }

    private static Collection<String> names(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        TreeSet<String> names = new TreeSet<>();
        if (known != null) {
            known.forEach(name -> names.add(String.valueOf(name)));
        }
        if (unknown.getPath().size() == 1) {
            names.addAll(RecipeFile.HEADER_FIELDS);
        }
        return names;
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "text; put it in quotes if it reads like a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord()
                ? "a mapping of fields to values"
                : "of another type";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(oneLine(step.getFieldName()));
            }
        }
        return path.toString();
    }

    /** The first line of a text of unknown origin, bounded, without control characters. */
    static String oneLine(String text) {
        String line = text == null ? "" : text.lines().findFirst().orElse("");
        String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
