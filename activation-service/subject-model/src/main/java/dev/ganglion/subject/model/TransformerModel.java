package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import dev.ganglion.subject.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** Runs a {@link Network}, and owns the memory it lives in. */
public final class TransformerModel implements SubjectModel {

    private static final Consumer<NDArray> NOBODY = activations -> {};

    private final Network network;
    private final NDManager memory;
    private final BpeTokenizer tokenizer;
    private final String digest;

    /** Read by whoever runs, written by whoever closes: freeing weights in use would end the process. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    /**
     * @param memory owns the weights; nothing can be added to it from here on, so that an array which a run fails to
     *     free is an error at once instead of a leak
     */
    TransformerModel(Network network, NDManager memory, BpeTokenizer tokenizer, String digest) {
        this.network = network;
        this.memory = memory;
        this.tokenizer = tokenizer;
        this.digest = digest;
        memory.cap();
    }

    @Override
    public ModelShape shape() {
        return network.shape();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public void run(int[][] excerpts, Set<Integer> layers, ActivationTap tap) {
        checkExcerpts(excerpts);
        layers.forEach(this::checkLayer);
        if (layers.isEmpty()) {
            return;
        }
        int depth = Collections.max(layers) + 1;
        inScope(scope -> advance(excerpts, scope, depth, layers, tap));
    }

    /**
     * The logits of the token after each position: one excerpt through all layers.
     *
     * @param tokens 1 to {@link ModelShape#contextLength} token ids
     * @return [tokens, vocabulary]
     * @throws ModelException if the model cannot take the tokens
     */
    public float[][] logits(int[] tokens) {
        int[][] excerpts = {tokens};
        checkExcerpts(excerpts);
        float[][] logits = new float[tokens.length][];
        inScope(scope -> {
            NDArray hidden = advance(excerpts, scope, shape().layers(), Set.of(), (layer, activations) -> {});
            float[] all = network.unembedding().of(hidden).toFloatArray();
            int width = shape().vocabularySize();
            for (int i = 0; i < logits.length; i++) {
                logits[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
            }
        });
        return logits;
    }

    /** Takes the hidden state through the first {@code depth} layers, and returns it, in the scope given. */
    private NDArray advance(int[][] excerpts, NDManager scope, int depth, Set<Integer> layers, ActivationTap tap) {
        NDArray hidden = network.embedding().of(scope.create(excerpts));
        NDArray mask = causalMask(scope, excerpts[0].length);
        for (int i = 0; i < depth; i++) {
            int layer = i;
            Consumer<NDArray> observer = layers.contains(layer) ? activations -> tap.layer(layer, activations) : NOBODY;
            // An operation's result joins the manager of its first operand: so the temporaries of a layer join this.
            try (NDManager temporaries = scope.newSubManager()) {
                hidden.attach(temporaries);
                network.blocks().get(layer).advance(hidden, mask, observer);
                hidden.attach(scope);
            }
        }
        return hidden;
    }

    private void inScope(Consumer<NDManager> work) {
        use.readLock().lock();
        try (NDManager scope = memory.newSubManager()) {
            work.accept(scope);
        } finally {
            use.readLock().unlock();
        }
    }

    /** [tokens, tokens]: a token sees itself and those before it. */
    private static NDArray causalMask(NDManager scope, int tokens) {
        float[] mask = new float[tokens * tokens];
        for (int from = 0; from < tokens; from++) {
            for (int to = from + 1; to < tokens; to++) {
                mask[from * tokens + to] = Float.NEGATIVE_INFINITY;
            }
        }
        return scope.create(mask, new Shape(tokens, tokens));
    }

    private void checkExcerpts(int[][] excerpts) {
        if (excerpts.length == 0) {
            throw new ModelException("There is no excerpt to run.");
        }
        int tokens = excerpts[0].length;
        if (tokens == 0 || tokens > shape().contextLength()) {
            throw new ModelException(
                    "An excerpt has " + tokens + " tokens, and this model takes 1 to " + shape().contextLength() + ".");
        }
        for (int[] excerpt : excerpts) {
            if (excerpt.length != tokens) {
                throw new ModelException("The excerpts of one batch have " + tokens + " and " + excerpt.length
                        + " tokens, and must all be as long.");
            }
            for (int token : excerpt) {
                if (token < 0 || token >= shape().vocabularySize()) {
                    throw new ModelException("There is no token " + token + ": this model has the tokens 0 to "
                            + (shape().vocabularySize() - 1) + ".");
                }
            }
        }
    }

    private void checkLayer(int layer) {
        if (layer < 0 || layer >= shape().layers()) {
            throw new ModelException(
                    "There is no layer " + layer + ": this model has the layers 0 to " + (shape().layers() - 1) + ".");
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            memory.close();
            tokenizer.close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
