package dev.ganglion.cli.llm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service's jar as a command that answers one question and ends: it needs no broker and no database. */
public final class ServiceJar {

    private static final int USAGE = 2;
    private static final int LIMIT_SECONDS = 180;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Installation installation;
    private final ServiceProgram program;
    private final Map<String, String> environment;

    /**
     * @param environment added to this process's own, from which it has the key
     */
    public ServiceJar(Installation installation, ServiceProgram program, Map<String, String> environment) {
        this.installation = installation;
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs it and reads the JSON that it prints.
     *
     * @param input for its standard input
     * @throws Refusal with its own sentence, if it has one
     */
    public <T> T ask(Class<T> type, byte[] input, List<String> arguments) throws InterruptedException {
        List<String> withJson = new ArrayList<>(arguments);
        withJson.add("--json");
        String printed = run(input, withJson);
        try {
            return MAPPER.readValue(printed, type);
        } catch (IOException e) {
            throw Refusal.failed(
                    program.title() + " " + arguments.get(0) + " did not print JSON: " + e.getMessage(), e);
        }
    }

    /** Runs it and returns what it prints on standard output. */
    public String run(byte[] input, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(program.javaCommand(installation));
        command.addAll(arguments);
        Path out = null;
        Path err = null;
        try {
            out = Files.createTempFile("ganglion", ".out");
            err = Files.createTempFile("ganglion", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(program.environment());
            builder.environment().putAll(environment);
            Process process = builder.start();
            write(process, input);
            return finish(process, arguments.get(0), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(program.title() + " cannot be run", e);
        } finally {
            delete(out);
            delete(err);
        }
    }

    private String finish(Process process, String name, Path out, Path err) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.failed(program.title() + " " + name + " did not end within " + LIMIT_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == 0) {
            return Files.readString(out);
        }
        String sentence = lastLine(Files.readString(err));
        if (process.exitValue() == USAGE && !sentence.isEmpty()) {
            throw Refusal.badInput(sentence);
        }
        throw Refusal.failed(program.title() + " " + name + " failed" + (sentence.isEmpty() ? "" : ": " + sentence));
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // It ended before it read all of it, and its exit code and its own words say why.
        }
    }

    /** Without the name of the program in front, which is not the command that the person typed. */
    private String lastLine(String text) {
        String line = text.lines().filter(words -> !words.isBlank()).reduce("", (before, last) -> last);
        return line.strip()
                .replaceFirst("^(ganglion|" + program.title() + "): ", "")
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    /** For commands that read nothing. */
    public static byte[] nothing() {
        return "".getBytes(StandardCharsets.UTF_8);
    }
}
