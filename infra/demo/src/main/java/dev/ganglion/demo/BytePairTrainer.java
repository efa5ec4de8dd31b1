package dev.ganglion.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns a byte-level byte-pair encoding: again and again the most frequent pair of neighbouring tokens becomes a token
 * (Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword units", 2016, on bytes as in
 * GPT-2). Deterministic: of equally frequent pairs the one with the lower ids comes first.
 */
final class BytePairTrainer {

    private final List<String> tokens = new ArrayList<>(ByteAlphabet.symbols());
    private final Map<String, Integer> idOfToken = new HashMap<>();
    private final List<BytePairEncoding.Merge> merges = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<Pair, Long> countOfPair = new HashMap<>();
    private final Map<Pair, IntBag> wordsOfPair = new HashMap<>();
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();

    private BytePairTrainer(List<String> texts) {
        for (int id = 0; id < tokens.size(); id++) {
            idOfToken.put(tokens.get(id), id);
        }
        PreTokenizer.counts(texts).forEach((piece, count) -> words.add(new Word(ByteAlphabet.ids(piece), count)));
        Set<Pair> found = new HashSet<>();
        for (int word = 0; word < words.size(); word++) {
            countPairs(word, 1, found);
        }
        queue(found);
    }

    /**
     * @param size of the vocabulary, with the 256 bytes and the end-of-text token
     * @throws UnusableInput if the texts have too few recurring pairs
     */
    static BytePairEncoding train(List<String> texts, int size) {
        if (size <= ByteAlphabet.symbols().size()) {
            throw new UnusableInput(
                    "A vocabulary of " + size + " has no room for the 256 bytes and one special token.");
        }
        return new BytePairTrainer(texts).grow(size);
    }

    private BytePairEncoding grow(int size) {
        while (tokens.size() < size - 1) {
            Candidate best = candidates.poll();
            if (best == null || best.count < 2) {
                throw new UnusableInput("The texts give a vocabulary of only " + (tokens.size() + 1) + ", not " + size
                        + ": give more text or ask for fewer.");
            }
            if (best.count == countOfPair.getOrDefault(best.pair, 0L)) {
                merge(best.pair);
            }
        }
        List<String> all = new ArrayList<>(tokens);
        all.add(BytePairEncoding.END_OF_TEXT);
        return new BytePairEncoding(all, merges);
    }

    private void merge(Pair pair) {
        String left = tokens.get(pair.left);
        String right = tokens.get(pair.right);
        // "a" + "bc" and "ab" + "c" are one token.
        int merged = idOfToken.computeIfAbsent(left + right, token -> {
            tokens.add(token);
            return tokens.size() - 1;
        });
        merges.add(new BytePairEncoding.Merge(left, right));

        Set<Pair> changed = new HashSet<>();
        IntBag places = wordsOfPair.remove(pair);
        for (int i = 0; i < places.size; i++) {
            int word = places.values[i];
            if (words.get(word).holds(pair)) {
                countPairs(word, -1, changed);
                words.get(word).replace(pair, merged);
                countPairs(word, 1, changed);
            }
        }
        queue(changed);
    }

    private void queue(Set<Pair> pairs) {
        for (Pair pair : pairs) {
            long count = countOfPair.getOrDefault(pair, 0L);
            if (count > 0) {
                candidates.add(new Candidate(pair, count));
            }
        }
    }

    private void countPairs(int index, int sign, Set<Pair> changed) {
        Word word = words.get(index);
        for (int i = 0; i + 1 < word.length; i++) {
            Pair pair = new Pair(word.ids[i], word.ids[i + 1]);
            long count = countOfPair.merge(pair, sign * word.count, Long::sum);
            if (count == 0) {
                countOfPair.remove(pair);
            }
            if (sign > 0) {
                wordsOfPair.computeIfAbsent(pair, p -> new IntBag()).add(index);
            }
            changed.add(pair);
        }
    }

    private record Pair(int left, int right) {
        @Override
        public int hashCode() {
            // The usual 31 * left + right gives a million pairs of small ids the same few hashes.
            return left * 0x9E3779B1 + right;
        }
    }

    /** A pair with its count when it was queued; if the count has changed since, a newer candidate is queued too. */
    private record Candidate(Pair pair, long count) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int byCount = Long.compare(other.count, count);
            int byLeft = byCount != 0 ? byCount : Integer.compare(pair.left, other.pair.left);
            return byLeft != 0 ? byLeft : Integer.compare(pair.right, other.pair.right);
        }
    }

    /** A piece of text as tokens, and how often it occurs. */
    private static final class Word {
        private final int[] ids;
        private final long count;
        private int length;

        Word(int[] ids, long count) {
            this.ids = ids;
            this.count = count;
            this.length = ids.length;
        }

        boolean holds(Pair pair) {
            for (int i = 0; i + 1 < length; i++) {
                if (ids[i] == pair.left && ids[i + 1] == pair.right) {
                    return true;
                }
            }
            return false;
        }

        void replace(Pair pair, int merged) {
            int written = 0;
            for (int read = 0; read < length; read++) {
                if (read + 1 < length && ids[read] == pair.left && ids[read + 1] == pair.right) {
                    ids[written++] = merged;
                    read++;
                } else {
                    ids[written++] = ids[read];
                }
            }
            length = written;
        }
    }

    /** A growing list of word numbers, possibly with repeats and with words that no longer hold the pair. */
    private static final class IntBag {
        private int[] values = new int[4];
        private int size;

        void add(int value) {
            if (size > 0 && values[size - 1] == value) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }
}
