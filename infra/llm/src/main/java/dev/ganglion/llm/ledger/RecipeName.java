package dev.ganglion.llm.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How people name a recipe: {@code name}, or {@code name@digest}.
 *
 * @param digest its first digits; empty if not given
 */
record RecipeName(String name, String digest) {

    private static final int LONGEST_SHOWN = 100;

    static RecipeName parse(String text) {
        int at = text.indexOf('@');
        return at < 0 ? new RecipeName(text, "") : new RecipeName(text.substring(0, at), text.substring(at + 1));
    }

    /**
     * The digest of the only one that it names.
     *
     * @throws IllegalArgumentException with one sentence, if there is none or there are several
     */
    String only(List<PostgresAccounts.Budget> rows) {
        List<PostgresAccounts.Budget> named = rows.stream()
                .filter(row -> row.name().equals(name) && row.recipe().startsWith(digest))
                .toList();
        if (named.size() == 1) {
            return named.get(0).recipe();
        }
        throw new IllegalArgumentException(
                named.isEmpty()
                        ? "no recipe \"" + shown() + "\" has asked a language model yet"
                                + known("; those that have: ", rows)
                        : "\"" + shown() + "\" is several recipes" + known(", name one of them: ", named));
    }

    private String shown() {
        String text = digest.isEmpty() ? name : name + "@" + digest;
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String known(String introduction, List<PostgresAccounts.Budget> rows) {
        return rows.isEmpty()
                ? ""
                : introduction
                        + rows.stream().map(PostgresAccounts.Budget::pinned).collect(Collectors.joining(", "));
    }
}
