package dev.ganglion.subject.hub;

/** The files of a model by their names on the hub. */
enum ModelFile {
    CONFIG("config.json", 1 << 20),
    WEIGHTS("model.safetensors", Long.MAX_VALUE),
    WEIGHTS_INDEX("model.safetensors.index.json", 32 << 20),
    TOKENIZER("tokenizer.json", 64 << 20),
    VOCABULARY("vocab.json", 64 << 20),
    MERGES("merges.txt", 64 << 20);

    private final String title;
    private final long most;

    ModelFile(String title, long most) {
        this.title = title;
        this.most = most;
    }

    /** Its name. */
    String title() {
        return title;
    }

    /** Bytes that it may have: many times what any model has, and no more than its reader holds in memory. */
    long most() {
        return most;
    }
}
