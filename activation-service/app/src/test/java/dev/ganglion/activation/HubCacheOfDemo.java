package dev.ganglion.activation;

import dev.ganglion.demo.DemoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The demo model as the hub's Python library leaves it in its cache, under the id {@code acme/Demo}. */
public final class HubCacheOfDemo {

    public static final String ID = "acme/Demo";
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private HubCacheOfDemo() {}

    /** Makes it there, and returns the environment in which it is found without a network. */
    public static Map<String, String> in(Path cache) throws IOException {
        Path model = cache.resolve("models--acme--Demo");
        Path snapshot = Files.createDirectories(model.resolve("snapshots").resolve(COMMIT));
        Path blobs = Files.createDirectories(model.resolve("blobs"));
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Path blob = blobs.resolve("blob-of-" + name);
            Files.copy(DemoModel.directory().resolve(name), blob);
            Files.createSymbolicLink(snapshot.resolve(name), snapshot.relativize(blob));
        }
        Files.writeString(Files.createDirectories(model.resolve("refs")).resolve("main"), COMMIT);
        return Map.of("HF_HUB_CACHE", cache.toString(), "HF_HUB_OFFLINE", "1");
    }
}
