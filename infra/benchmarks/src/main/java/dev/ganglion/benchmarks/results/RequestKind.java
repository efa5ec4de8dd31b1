package dev.ganglion.benchmarks.results;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What somebody who looks at the results asks for, and how often out of a hundred. */
enum RequestKind {
    NEURON_PAGE("neuron page", 40) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            return "neurons/" + SyntheticExplanations.neuron(random.nextInt(pages));
        }
    },
    SEARCH_COMMON("search, common word", 8) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            return search(COMMON.get(random.nextInt(COMMON.size())));
        }
    },
    SEARCH_ANY("search, two words", 8) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            return search(synthetic.word(random) + " " + synthetic.word(random));
        }
    },
    SEARCH_RARE("search, rare word", 7) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            return search(synthetic.rareWord(random));
        }
    },
    SEARCH_TYPO("search, typing error", 7) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            String word = synthetic.rareWord(random);
            int at = 1 + random.nextInt(word.length() - 2);
            return search(word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2));
        }
    },
    BEST_OF("best-of list", 15) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            String list = "api/neurons?model=" + SyntheticExplanations.MODEL;
            return switch (random.nextInt(3)) {
                case 0 -> list;
                case 1 -> list + "&layer=" + random.nextInt(pages / SyntheticExplanations.LAYER + 1);
                default -> list + "&explainer="
                        + SyntheticExplanations.EXPLAINERS.get(random.nextInt(2)).name();
            };
        }
    },
    OVERVIEW("overview page", 15) {
        @Override
        String path(Random random, SyntheticExplanations synthetic, int pages) {
            return "?model=" + SyntheticExplanations.MODEL;
        }
    };

    private static final List<String> COMMON = List.of("the", "words", "references", "names", "punctuation");

    private final String title;
    private final int share;

    RequestKind(String title, int share) {
        this.title = title;
        this.share = share;
    }

    String title() {
        return title;
    }

    /**
     * One request.
     *
     * @param pages how many neurons have a record
     */
    abstract String path(Random random, SyntheticExplanations synthetic, int pages);

    static RequestKind any(Random random) {
        int chosen = random.nextInt(100);
        for (RequestKind kind : values()) {
            if (chosen < kind.share) {
                return kind;
            }
            chosen -= kind.share;
        }
        throw new IllegalStateException("the shares are a hundred");
    }

    private static String search(String words) {
        return "api/explanations?model=" + SyntheticExplanations.MODEL + "&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
