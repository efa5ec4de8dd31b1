package dev.ganglion.activation;

import dev.ganglion.demo.DemoModel;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The models that an operator has named: {@code configured}, and {@code missing}, whose directory is not there. */
public final class TestModels implements QuarkusTestResourceLifecycleManager {

    /** More than any test sends. */
    public static final int TEXTS_PER_MINUTE = 1_000;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "subject.model",
                "configured=" + DemoModel.directory() + ",missing=/nowhere/at/all",
                "activation.texts-per-minute",
                Integer.toString(TEXTS_PER_MINUTE));
    }

    @Override
    public void stop() {
        // There is nothing to stop.
    }
}
