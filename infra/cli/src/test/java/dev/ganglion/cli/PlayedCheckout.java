package dev.ganglion.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout whose explainer-service is played, with the list of a stack that runs. */
final class PlayedCheckout {

    private final Path root;
    private final Path jar;

    private PlayedCheckout(Path root) {
        this.root = root;
        this.jar = root.resolve("explainer-service/target/quarkus-app/quarkus-run.jar");
    }

    static PlayedCheckout in(Path root) throws IOException {
        PlayedCheckout checkout = new PlayedCheckout(root);
        checkout.writeJar();
        return checkout;
    }

    private void writeJar() throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PlayedService.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream classes = new JarOutputStream(out, manifest)) {
            classes.putNextEntry(new JarEntry(PlayedService.class.getName().replace('.', '/') + ".class"));
            classes.write(PlayedService.class
                    .getResourceAsStream("PlayedService.class")
                    .readAllBytes());
        }
    }

    /**
     * Says what runs.
     *
     * @param kafka id of the process that counts as the broker; 0 for none
     * @param viewer the address of the results, ending in a slash
     */
    void stack(long kafka, String bootstrap, String viewer) throws IOException {
        stack(
                stackFile(),
                bootstrap,
                viewer,
                List.of(
                        running("postgres", 1, ProcessHandle.current().pid(), Map.of()),
                        running("kafka", 1, kafka, Map.of()),
                        running("explainer-service:terse", 1, 0, Map.of("RECIPES_DIR", "/my/recipes"))));
    }

    /** Says in this file what runs. */
    static void stack(Path file, String bootstrap, String viewer, List<Map<String, Object>> processes)
            throws IOException {
        Files.createDirectories(file.getParent());
        new JsonMapper()
                .writeValue(
                        file.toFile(),
                        Map.of("startedBy", "up", "bootstrap", bootstrap, "viewer", viewer, "processes", processes));
    }

    /** A process of the list; another may have this id. */
    static Map<String, Object> running(String title, int port, long pid, Map<String, String> settings) {
        return Map.of("title", title, "pid", pid, "startedAt", 0, "port", port, "settings", settings);
    }

    Path stackFile() {
        return root.resolve(".ganglion/stack.json");
    }

    /** How the service's jar was called, a line each. */
    List<String> calls() throws IOException {
        Path calls = jar.resolveSibling(PlayedService.CALLS);
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
