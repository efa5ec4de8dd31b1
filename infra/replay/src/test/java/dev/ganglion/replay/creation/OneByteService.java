package dev.ganglion.replay.creation;

import dev.ganglion.replay.plan.Replay;
import java.util.Optional;
import java.util.stream.Stream;

/** A service whose records are one byte, which says what is to be done about it: at most one call, of 10 tokens. */
record OneByteService(String name, String topic) implements ReplayedService {

    static final byte ASKED_ABOUT = 1;
    static final byte SILENT = 0;
    static final byte LEFT_OUT = 2;

    @Override
    public boolean hasRecipes() {
        return true;
    }

    @Override
    public String pinned(String recipe) {
        return Stream.of("terse@1a2b3c4d", "free@5e6f7a8b")
                .filter(pinned -> pinned.startsWith(recipe))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no explainer recipe is named \"" + recipe + "\""));
    }

    @Override
    public boolean asksModel(String recipe) {
        return recipe.startsWith("terse");
    }

    @Override
    public Optional<Work> work(Replay replay, byte[] event) {
        return switch (event[0]) {
            case LEFT_OUT -> Optional.empty();
            case SILENT -> Optional.of(Work.WITHOUT_QUESTIONS);
            default -> Optional.of(new Work(Optional.of(() -> new Questions(1, 10, 5, 0.001))));
        };
    }
}
