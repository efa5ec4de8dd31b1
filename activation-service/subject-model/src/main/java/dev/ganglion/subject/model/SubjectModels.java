package dev.ganglion.subject.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.engine.FreeMemory;
import dev.ganglion.subject.engine.OutOfMemory;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.engine.Precision;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import dev.ganglion.subject.tokenizer.TokenizerFiles;
import dev.ganglion.subject.weights.WeightFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads subject models from directories in the layout of the Hugging Face hub. */
public final class SubjectModels {

    private static final String CONFIG = "config.json";

    private SubjectModels() {}

    /** {@link #load(Path, Placement)} for the CPU, in float32. */
    public static TransformerModel load(Path directory) {
        return load(directory, Placement.CPU);
    }

    /**
     * Loads a model. Its weights take four bytes each in float32 and two in float16, whatever the files have; loading
     * takes some megabytes beside them.
     *
     * @param directory has {@code config.json}; {@code model.safetensors}, or {@code model.safetensors.index.json} and
     *     the files it names; {@code tokenizer.json}, or a GPT-2's {@code vocab.json} and {@code merges.txt}
     * @return to be closed by the caller
     * @throws ModelException if a file is missing, damaged or does not match the others, if the architecture is not
     *     supported, if there is no native library for this platform or no such device, or if its memory does not hold
     *     the weights
     */
    public static TransformerModel load(Path directory, Placement placement) {
        checkComplete(directory);
        ConfigFile config = ConfigFile.read(directory.resolve(CONFIG));
        Architectures.Architecture architecture = Architectures.of(config);
        BpeTokenizer tokenizer = null;
        NDManager memory = null;
        try (WeightFiles weights = WeightFiles.open(directory)) {
            TokenizerFiles tokenizerFiles = TokenizerFiles.in(directory, config.text("model_type", ""));
            tokenizer = BpeTokenizer.load(tokenizerFiles);
            checkVocabulary(tokenizerFiles, config, tokenizer);
            memory = DjlEngine.newManager(placement.device());
            checkRoom(directory, weights.numbers(), placement);
            Network network = architecture.network(config, new Weights(weights, memory, placement.precision()));
            String digest = digest(weights.files(), tokenizerFiles.all(), directory.resolve(CONFIG), placement);
            TransformerModel model = new TransformerModel(network, placement, memory, tokenizer, digest);
            tokenizer = null;
            memory = null;
            return model;
        } catch (EngineException e) {
            if (OutOfMemory.is(e)) {
                throw noRoom(directory, placement, "less than they take", e);
            }
            throw e;
        } finally {
            close(tokenizer, memory);
        }
    }

    /** On the CPU the system would give what it does not have, and then end the process. */
    private static void checkRoom(Path directory, long numbers, Placement placement) {
        long needed = numbers * placement.precision().bytes();
        long free = FreeMemory.of(placement.device());
        if (needed > free) {
            throw noRoom(directory, placement, "only " + (free >> 20) + " MB of " + (needed >> 20), null);
        }
    }

    private static ModelException noRoom(Path directory, Placement placement, String left, Throwable cause) {
        return new ModelException(
                "The weights of " + directory + " do not fit " + placement.deviceName() + " in " + placement.precision()
                        + ": " + left + " is free; use a machine with more"
                        + (placement.isCuda() ? ", or the precision float16." : "."),
                cause);
    }

    private static void checkComplete(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException("There is no model directory " + directory + ".");
        }
        if (!Files.isRegularFile(directory.resolve(CONFIG))) {
            throw new ModelException("The model directory " + directory + " has no file " + CONFIG + ".");
        }
    }

    /** Embeddings often have rows for more tokens than there are, to make their number a round one. */
    private static void checkVocabulary(TokenizerFiles files, ConfigFile config, BpeTokenizer tokenizer) {
        int rows = config.size("vocab_size");
        if (tokenizer.vocabularySize() > rows) {
            throw new ModelException(files.main() + " has " + tokenizer.vocabularySize() + " tokens, but " + CONFIG
                    + " beside it says vocab_size " + rows + "; they must come from the same model.");
        }
    }

    /** In another precision it is another model, as far as activations go; in float32 the files say it all. */
    private static String digest(List<Path> weights, List<Path> tokenizer, Path config, Placement placement) {
        List<Path> files = new ArrayList<>(weights);
        files.addAll(tokenizer);
        files.add(config);
        return placement.precision() == Precision.FLOAT32
                ? ModelDigest.of(files)
                : ModelDigest.of(files, placement.precision().toString());
    }

    private static void close(BpeTokenizer tokenizer, NDManager memory) {
        if (tokenizer != null) {
            tokenizer.close();
        }
        if (memory != null) {
            memory.close();
        }
    }
}
