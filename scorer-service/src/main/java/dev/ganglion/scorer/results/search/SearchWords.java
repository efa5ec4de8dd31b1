package dev.ganglion.scorer.results.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of what somebody typed, and words that they may have meant. */
final class SearchWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final int SHORTEST_CORRECTED = 3;
    private static final int LONGEST_WORD = 40;

    private SearchWords() {}

    /** The different words in lower case, in order; what is between them says nothing. */
    static List<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && words.size() < ExplanationFilter.MOST_WORDS) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(words);
    }

    /** Whether it is long enough for saying what was meant. */
    static boolean correctable(String word) {
        return word.length() >= SHORTEST_CORRECTED && word.length() <= LONGEST_WORD;
    }

    /** What it would be without one of its letters, or with two neighbours exchanged: words that trigrams do not see. */
    static List<String> slips(String word) {
        Set<String> slips = new LinkedHashSet<>();
        for (int i = 0; i < word.length(); i++) {
            slips.add(word.substring(0, i) + word.substring(i + 1));
            if (i + 1 < word.length()) {
                slips.add(word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
            }
        }
        slips.remove(word);
        return new ArrayList<>(slips);
    }

    /** How many letters have to be put in, left out, replaced or exchanged with their neighbour (Damerau; each place once). */
    static int distance(String a, String b) {
        int[][] best = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                best[i][j] = i == 0 || j == 0 ? i + j : step(best, a, b, i, j);
            }
        }
        return best[a.length()][b.length()];
    }

    private static int step(int[][] best, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(best[i - 1][j], best[i][j - 1]) + 1, best[i - 1][j - 1] + (same ? 0 : 1));
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, best[i - 2][j - 2] + 1) : least;
    }
}
