package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on the hub, in one of its revisions. Its text form is {@code openai-community/gpt2-xl}, or with a revision
 * {@code EleutherAI/pythia-70m@step1000}.
 *
 * @param repository {@code organisation/name}, or the {@code name} alone of a few old ones
 * @param revision a branch, a tag or a commit
 */
public record HubModelId(String repository, String revision) {

    /** The revision of an id that names none. */
    public static final String MAIN = "main";

    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?";
    private static final Pattern REPOSITORY = Pattern.compile("(?:" + NAME + "/)?" + NAME);
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}");
    private static final Pattern ID = Pattern.compile("([^@]*)(?:@(.*))?", Pattern.DOTALL);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int SHORT_COMMIT = 8;

    /** @throws IllegalArgumentException if one of them is none */
    public HubModelId {
        if (!isRepository(repository) || !isRevision(revision)) {
            throw new IllegalArgumentException("no model of the hub: " + repository + "@" + revision);
        }
    }

    /** Reads the text form; empty if it is none. */
    public static Optional<HubModelId> find(String text) {
        Matcher matcher = ID.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String revision = matcher.group(2) == null ? MAIN : matcher.group(2);
        return isRepository(matcher.group(1)) && isRevision(revision)
                ? Optional.of(new HubModelId(matcher.group(1), revision))
                : Optional.empty();
    }

    /** @throws ModelException if the text is no id */
    public static HubModelId parse(String text) {
        return find(text)
                .orElseThrow(() -> new ModelException(ModelException.quote(text)
                        + " is no model of the hub; write organisation/name, and @revision behind it for another than"
                        + " its newest."));
    }

    /** Two hyphens separate the parts of a folder's name in the cache, so that no name has them. */
    private static boolean isRepository(String text) {
        return REPOSITORY.matcher(text).matches() && !text.contains("--") && !text.contains("..");
    }

    private static boolean isRevision(String text) {
        return REVISION.matcher(text).matches()
                && !text.contains("..")
                && !text.contains("//")
                && !text.endsWith("/")
                && !text.contains("/.");
    }

    /** Whether a text names a commit in full. */
    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** The same model at this commit. */
    HubModelId at(String commit) {
        return new HubModelId(repository, commit);
    }

    /**
     * What its neurons are called, of {@code [a-z0-9._-]}: the slash is a dot, and behind another is a revision other than
     * the newest, {@code eleutherai.pythia-70m.step1000}, of a commit the first eight digits.
     */
    public String slug() {
        String named = repository.replace('/', '.');
        if (!revision.equals(MAIN)) {
            named += "." + (isCommit(revision) ? revision.substring(0, SHORT_COMMIT) : revision);
        }
        return named.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    }

    /** Its folder in the cache. */
    String folder() {
        return "models--" + repository.replace("/", "--");
    }

    @Override
    public String toString() {
        return revision.equals(MAIN) ? repository : repository + "@" + revision;
    }
}
