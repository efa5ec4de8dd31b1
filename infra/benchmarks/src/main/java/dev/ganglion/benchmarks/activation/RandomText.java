package dev.ganglion.benchmarks.activation;

import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.ExcerptSource;
import java.util.Random;

/**
 * Excerpts of random tokens, the same in every reading. A token's frequency falls with its id as words' do with their rank
 * (Zipf's law), so that a batch has about as many different ones as a batch of text.
 */
final class RandomText implements ExcerptSource {

    private final int excerpts;
    private final int tokens;
    private final int vocabulary;

    RandomText(int excerpts, int tokens, int vocabulary) {
        this.excerpts = excerpts;
        this.tokens = tokens;
        this.vocabulary = vocabulary;
    }

    @Override
    public ExcerptCursor open() {
        Random random = new Random(2);
        return new ExcerptCursor() {

            private int read;

            @Override
            public Excerpt next() {
                if (read == excerpts) {
                    return null;
                }
                int[] ids = random.doubles(tokens)
                        .mapToInt(uniform -> (int) Math.min(vocabulary - 1, Math.pow(vocabulary, uniform)))
                        .toArray();
                return new Excerpt(new ExcerptId(read++, 0), ids, random.nextLong());
            }

            @Override
            public CorpusCounts counts() {
                return new CorpusCounts(read, read, (long) read * tokens, 0, 0);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
