package dev.ganglion.llm.recipe;

import dev.ganglion.events.RecipeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recipes that a service can run: those in its jar, and those of the operator's directory.
 *
 * @param <T> what a recipe of the service becomes
 */
public final class Recipes<T> {

    private static final Pattern SELECTION = Pattern.compile("(" + RecipeFile.SLUG + ")(?:@([0-9a-f]{8,64}))?");

    private final String service;
    private final List<RecipeFile> shipped;
    private final TreeMap<String, Method<?, ? extends T>> methods = new TreeMap<>();

    /**
     * @param service as recipes name it: {@code explainer} or {@code simulator}
     * @param home a class of the service's jar, which holds {@code /recipes/NAME.yaml}
     * @param shipped the names of the recipes in the jar
     * @param methods all that the service can do
     */
    public Recipes(
            String service, Class<?> home, List<String> shipped, List<? extends Method<?, ? extends T>> methods) {
        this.service = service;
        this.shipped =
                shipped.stream().map(name -> RecipeFile.shipped(home, name)).toList();
        for (Method<?, ? extends T> method : methods) {
            if (this.methods.put(method.name(), method) != null) {
                throw new IllegalArgumentException("two methods are named " + method.name());
            }
        }
    }

    /**
     * Finds a recipe and makes it ready to run.
     *
     * @param selection {@code NAME}: the operator's recipe of that name or else the shipped one; or {@code NAME@DIGEST}
     *     with the first 8 digits of the digest or more: that very content, wherever it is
     * @param directory the operator's recipes ({@code *.yaml}, {@code *.yml}), not searched deeper; those of other services
     *     are passed over
     * @throws RecipeException with one sentence, if there is none, if there are several, or if it cannot be used
     */
    public Recipe<T> select(String selection, Optional<Path> directory) {
        Matcher wanted = SELECTION.matcher(selection);
        if (!wanted.matches()) {
            throw new RecipeException("\"" + YamlErrors.oneLine(selection) + "\" does not name a recipe: write NAME or"
                    + " NAME@DIGEST, for example token-lookup or token-lookup@1a2b3c4d");
        }
        String name = wanted.group(1);
        List<RecipeFile> mounted = directory.map(Recipes::read).orElse(List.of());
        List<Candidate<T>> own = candidates(mounted, name);
        List<Candidate<T>> builtIn = candidates(shipped, name);
        if (own.isEmpty() && builtIn.isEmpty()) {
            throw new RecipeException("no " + service + " recipe is named \"" + name + "\"; there are: "
                    + String.join(", ", names(mounted)));
        }
        return wanted.group(2) == null
                ? only(name, own.isEmpty() ? builtIn : own)
                : pinned(
                        name,
                        wanted.group(2),
                        Stream.concat(own.stream(), builtIn.stream()).toList());
    }

    /**
     * All recipes that can be selected by name, usable as they are: those of the operator's directory and the shipped ones
     * that none of them replaces, by name.
     *
     * @throws RecipeException with one sentence, if one of them cannot be used
     */
    public List<Recipe<T>> all(Optional<Path> directory) {
        return names(directory.map(Recipes::read).orElse(List.of())).stream()
                .map(name -> select(name, directory))
                .toList();
    }

    private Recipe<T> only(String name, List<Candidate<T>> candidates) {
        Candidate<T> first = candidates.get(0);
        for (Candidate<T> other : candidates) {
            if (!other.recipe().ref().digest().equals(first.recipe().ref().digest())) {
                throw new RecipeException("several " + service + " recipes are named \"" + name + "\": "
                        + described(candidates) + "; remove all but one, or select one by NAME@DIGEST");
            }
        }
        return first.recipe();
    }

    private Recipe<T> pinned(String name, String digest, List<Candidate<T>> candidates) {
        return candidates.stream()
                .map(Candidate::recipe)
                .filter(recipe -> recipe.ref().digest().startsWith(digest))
                .findFirst()
                .orElseThrow(() -> new RecipeException("no " + service + " recipe \"" + name + "\" has the digest "
                        + digest + "; there are: " + described(candidates)));
    }

    private static String described(List<? extends Candidate<?>> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.recipe().ref().pinned() + " (" + candidate.origin() + ")")
                .collect(Collectors.joining(", "));
    }

    private TreeSet<String> names(List<RecipeFile> mounted) {
        return Stream.concat(mounted.stream(), shipped.stream())
                .filter(file -> file.service().equals(service))
                .map(RecipeFile::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Candidate<T>> candidates(List<RecipeFile> files, String name) {
        List<Candidate<T>> candidates = new ArrayList<>();
        for (RecipeFile file : files) {
            if (file.service().equals(service) && file.name().equals(name)) {
                candidates.add(new Candidate<>(file.origin(), recipe(file, method(file))));
            }
        }
        return candidates;
    }

    private Method<?, ? extends T> method(RecipeFile file) {
        Method<?, ? extends T> method = methods.get(file.method());
        if (method == null) {
            throw RecipeException.in(
                    file.origin(),
                    file.line("method"),
                    "unknown method \"" + YamlErrors.oneLine(file.method()) + "\"; the " + service + " knows: "
                            + String.join(", ", methods.keySet()),
                    null);
        }
        return method;
    }

    private <P> Recipe<T> recipe(RecipeFile file, Method<P, ? extends T> method) {
        P parameters = file.parameters(method.parameters());
        RecipeRef ref = new RecipeRef(file.name(), file.digest(method.version()), method.name());
        try {
            return new Recipe<>(service, ref, file.text(), method.uses(parameters), method.create(ref, parameters));
        } catch (IllegalArgumentException e) {
            throw RecipeException.in(file.origin(), 0, e.getMessage(), e);
        }
    }

    private static List<RecipeFile> read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RecipeException("RECIPES_DIR: " + directory + " is not a directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Recipes::isRecipe)
                    .sorted()
                    .map(RecipeFile::mounted)
                    .toList();
        } catch (IOException e) {
            throw new RecipeException("RECIPES_DIR: " + directory + " cannot be read", e);
        }
    }

    /** Passes over what Kubernetes and editors put beside the files: names that begin with a dot. */
    private static boolean isRecipe(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private record Candidate<T>(String origin, Recipe<T> recipe) {}
}
