package dev.ganglion.subject.model;

import ai.djl.ndarray.NDManager;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import dev.ganglion.subject.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads subject models from directories in the layout of the Hugging Face hub. */
public final class SubjectModels {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String TOKENIZER = "tokenizer.json";

    private SubjectModels() {}

    /**
     * Loads a model for the CPU. Its weights take four bytes each, whatever the file has.
     *
     * @param directory has {@code config.json}, {@code model.safetensors} and {@code tokenizer.json}
     * @return to be closed by the caller
     * @throws ModelException if a file is missing, damaged or does not match the others, if the architecture is not
     *     supported, or if there is no native library for this platform
     */
    public static TransformerModel load(Path directory) {
        checkComplete(directory);
        ConfigFile config = ConfigFile.read(directory.resolve(CONFIG));
        Architecture architecture = architecture(config);
        BpeTokenizer tokenizer = null;
        NDManager memory = null;
        try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS))) {
            tokenizer = BpeTokenizer.load(directory.resolve(TOKENIZER));
            checkVocabulary(directory, config, tokenizer);
            memory = DjlEngine.newManager();
            Network network = architecture.network(config, new Weights(weights, memory));
            String digest =
                    ModelDigest.of(directory.resolve(WEIGHTS), directory.resolve(TOKENIZER), directory.resolve(CONFIG));
            TransformerModel model = new TransformerModel(network, memory, tokenizer, digest);
            tokenizer = null;
            memory = null;
            return model;
        } finally {
            close(tokenizer, memory);
        }
    }

    private interface Architecture {
        Network network(ConfigFile config, Weights weights);
    }

    private static Architecture architecture(ConfigFile config) {
        String type = config.text("model_type", "");
        return switch (type) {
            case "gpt2" -> Gpt2::network;
            default -> throw config.unsupported("model_type", type, "gpt2");
        };
    }

    private static void checkComplete(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException("There is no model directory " + directory + ".");
        }
        for (String name : new String[] {CONFIG, WEIGHTS, TOKENIZER}) {
            if (!Files.isRegularFile(directory.resolve(name))) {
                throw new ModelException("The model directory " + directory + " has no file " + name + ".");
            }
        }
    }

    private static void checkVocabulary(Path directory, ConfigFile config, BpeTokenizer tokenizer) {
        int wanted = config.size("vocab_size");
        if (tokenizer.vocabularySize() != wanted) {
            throw new ModelException(directory.resolve(TOKENIZER) + " has " + tokenizer.vocabularySize()
                    + " tokens, but " + CONFIG + " beside it says vocab_size " + wanted
                    + "; they must come from the same model.");
        }
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
