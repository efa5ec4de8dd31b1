package dev.ganglion.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/**
 * GPT-2's forward pass (Radford et al., "Language models are unsupervised multitask learners", 2019), with gradients.
 *
 * <p>Two rules of DJL shape it. A scalar given as a Java number to {@code mul} or {@code div} is freed when the call
 * returns, but the gradient still reads it: so every factor is an array that lives as long as the model. And a result
 * belongs to the manager of its first operand: so that is never a parameter, or each step would leave arrays behind.
 */
final class Gpt2Network {

    private static final float MASKED = -1e9f;

    private final Gpt2Shape shape;
    private final Gpt2Parameters parameters;
    private final NDArray mask;
    private final NDArray attentionScale;
    private final NDArray geluCube;
    private final NDArray geluScale;

    /** @param manager that of the parameters: the constants must live as long as they do */
    Gpt2Network(Gpt2Shape shape, Gpt2Parameters parameters, NDManager manager) {
        this.shape = shape;
        this.parameters = parameters;
        this.mask = manager.create(causalMask(shape.context()), new Shape(shape.context(), shape.context()));
        this.attentionScale = manager.create((float) (1 / Math.sqrt((double) shape.width() / shape.heads())));
        this.geluCube = manager.create(0.044715f);
        this.geluScale = manager.create((float) (2 * Math.sqrt(2 / Math.PI)));
    }

    private static float[] causalMask(int length) {
        float[] mask = new float[length * length];
        for (int query = 0; query < length; query++) {
            for (int key = query + 1; key < length; key++) {
                mask[query * length + key] = MASKED;
            }
        }
        return mask;
    }

    /** Mean cross-entropy over all targets, nats per token: a scalar on {@code step}. */
    NDArray loss(NDManager step, TokenBatch batch) {
        NDArray targets = step.create(batch.targets(), new Shape(batch.targets().length, 1));
        return logits(step, batch).logSoftmax(-1).gather(targets, 1).mean().neg();
    }

    /** [rows × context, vocabulary], on {@code step}. The batch's windows must be as long as the context. */
    NDArray logits(NDManager step, TokenBatch batch) {
        if (batch.columns() != shape.context()) {
            throw new IllegalArgumentException(
                    "windows of " + batch.columns() + " tokens for a context of " + shape.context());
        }
        int rows = batch.rows();
        NDArray tokens = step.create(batch.inputs(), new Shape(rows, shape.context()));
        NDArray embedded = tokens.getNDArrayInternal()
                .embedding(tokens, parameters.get("wte.weight"), SparseFormat.DENSE)
                .get(0);
        NDArray stream =
                embedded.add(parameters.get("wpe.weight")).reshape((long) rows * shape.context(), shape.width());
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "h." + layer + ".";
            stream = stream.add(attention(block + "attn.", norm(block + "ln_1", stream), rows));
            stream = stream.add(mlp(block + "mlp.", norm(block + "ln_2", stream)));
        }
        NDArray last = norm("ln_f", stream);
        return last.getNDArrayInternal()
                .linear(last, parameters.get("wte.weight"), null)
                .get(0);
    }

    /** [rows × context, width] to the same. */
    private NDArray attention(String name, NDArray x, int rows) {
        NDArray joined = affine(name + "c_attn", x);
        NDArray queries = heads(joined, 0, rows).mul(attentionScale);
        NDArray keys = heads(joined, 1, rows).transpose(0, 1, 3, 2);
        NDArray values = heads(joined, 2, rows);
        NDArray mixed = queries.matMul(keys).add(mask).softmax(-1).matMul(values);
        NDArray merged = mixed.transpose(0, 2, 1, 3).reshape((long) rows * shape.context(), shape.width());
        return affine(name + "c_proj", merged);
    }

    /** The queries (0), keys (1) or values (2): [rows, heads, context, width / heads]. */
    private NDArray heads(NDArray joined, int which, int rows) {
        return joined.split(3, 1)
                .get(which)
                .reshape(rows, shape.context(), shape.heads(), shape.width() / shape.heads())
                .transpose(0, 2, 1, 3);
    }

    /** [rows × context, width] to the same; the neurons are the 4 × width values after the GELU. */
    private NDArray mlp(String name, NDArray x) {
        return affine(name + "c_proj", gelu(affine(name + "c_fc", x)));
    }

    /** GPT-2's tanh form of GELU (Hendrycks and Gimpel, 2016), as 1/2 (1 + tanh u) = sigmoid(2u). */
    private NDArray gelu(NDArray x) {
        NDArray gate = x.mul(x).mul(x).mul(geluCube).add(x).mul(geluScale);
        return x.mul(gate.getNDArrayInternal().sigmoid());
    }

    private NDArray affine(String name, NDArray x) {
        return x.matMul(parameters.get(name + ".weight")).add(parameters.get(name + ".bias"));
    }

    private NDArray norm(String name, NDArray x) {
        return x.getNDArrayInternal()
                .layerNorm(
                        x,
                        new Shape(shape.width()),
                        parameters.get(name + ".weight"),
                        parameters.get(name + ".bias"),
                        Gpt2Shape.LAYER_NORM_EPSILON)
                .get(0);
    }
}
