package dev.ganglion.subject.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.FreeMemory;
import dev.ganglion.subject.engine.OutOfMemory;
import dev.ganglion.subject.engine.Placement;
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

    /** What is less is not worth asking the system how much memory there is. */
    private static final long SMALL_BATCH = 256L << 20;

    private final Network network;
    private final Placement placement;
    private final BatchParts parts;
    private final NDManager memory;
    private final BpeTokenizer tokenizer;
    private final String digest;

    /** Read by whoever runs, written by whoever closes: freeing weights in use would end the process. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    /**
     * @param memory owns the weights; nothing can be added to it from here on, so that an array which a run fails to
     *     free is an error at once instead of a leak
     */
    TransformerModel(Network network, Placement placement, NDManager memory, BpeTokenizer tokenizer, String digest) {
        this.network = network;
        this.placement = placement;
        this.parts = new BatchParts(placement.deviceName());
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
    public int batchSize(int tokens) {
        return BatchSize.of(network, placement, tokens, FreeMemory.besideHeap(placement.device()));
    }

    /** How it splits batches. */
    BatchParts parts() {
        return parts;
    }

    @Override
    public void run(int[][] excerpts, Set<Integer> layers, ActivationTap tap) {
        checkExcerpts(excerpts);
        layers.forEach(this::checkLayer);
        if (layers.isEmpty()) {
            return;
        }
        int depth = Collections.max(layers) + 1;
        inScope(excerpts, scope -> pass(excerpts, scope, depth, false, layers, tap));
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
        inScope(excerpts, scope -> {
            NDArray hidden = pass(excerpts, scope, shape().layers(), true, Set.of(), (layer, activations) -> {});
            float[] all = wide(network.unembedding().of(hidden)).toFloatArray();
            int width = shape().vocabularySize();
            for (int i = 0; i < logits.length; i++) {
                logits[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
            }
        });
        return logits;
    }

    @Override
    public void look(DirectionsTap tap) throws InterruptedException {
        use.readLock().lock();
        try (NDManager scope = memory.newSubManager()) {
            tap.look(new NetworkDirections(network), scope);
        } catch (EngineException e) {
            if (OutOfMemory.is(e)) {
                throw new ModelException(
                        "The free memory of " + placement.deviceName() + " does not hold what is made of the weights.",
                        e);
            }
            throw e;
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Takes the hidden state through the first {@code depth} layers, and returns it, in the scope given.
     *
     * @param whole also through what the last layer's neurons write; if not, what is returned is of no use
     */
    private NDArray pass(
            int[][] excerpts, NDManager scope, int depth, boolean whole, Set<Integer> layers, ActivationTap tap) {
        NDArray hidden = network.embedding().of(scope.create(excerpts));
        Positions positions = Positions.of(excerpts[0].length, scope, placement.precision(), network.rotary());
        for (int i = 0; i < depth; i++) {
            int layer = i;
            Consumer<NDArray> observer =
                    layers.contains(layer) ? activations -> tap.layer(layer, wide(activations)) : NOBODY;
            // What a layer leaves, and what the tap computes from it, joins the manager of its hidden state.
            try (NDManager temporaries = scope.newSubManager()) {
                hidden.attach(temporaries);
                Block block = network.blocks().get(layer);
                if (whole || layer < depth - 1) {
                    block.advance(hidden, positions, parts, observer);
                } else {
                    block.show(hidden, positions, parts, observer);
                }
                hidden.attach(scope);
            }
        }
        return hidden;
    }

    private static NDArray wide(NDArray array) {
        return array.toType(DataType.FLOAT32, false);
    }

    private void inScope(int[][] excerpts, Consumer<NDManager> work) {
        fit(excerpts.length, excerpts[0].length);
        use.readLock().lock();
        try (NDManager scope = memory.newSubManager()) {
            work.accept(scope);
        } catch (EngineException e) {
            if (OutOfMemory.is(e)) {
                throw new ModelException(
                        "The free memory of " + placement.deviceName() + " does not hold what comes of "
                                + excerpts.length + " excerpts of " + excerpts[0].length
                                + " tokens; run fewer together, or shorter ones.",
                        e);
            }
            throw e;
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Looks whether the memory holds a large batch before it is asked for it: on the CPU the system gives what it does not
     * have, and then ends the process.
     */
    private void fit(int excerpts, int tokens) {
        long each = BatchSize.bytes(network, placement, tokens);
        if (placement.isCuda() || excerpts * each < SMALL_BATCH) {
            return;
        }
        long free = FreeMemory.of(placement.device());
        if (free < each) {
            throw parts.tooLarge(tokens, null);
        }
        parts.limit(tokens, free / each);
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
