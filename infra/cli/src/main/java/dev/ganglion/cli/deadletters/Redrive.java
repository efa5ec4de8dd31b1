package dev.ganglion.cli.deadletters;

import dev.ganglion.cli.replay.ReplayRun;
import dev.ganglion.cli.replay.Replays;
import dev.ganglion.cli.stack.ProjectionCatchUp;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Dead letters tried again, one replay after the other. */
final class Redrive {

    private static final String UNKNOWN = "what passed is not known yet: see infra/ganglion dead-letters list";

    private final Replays replays;
    private final DeadLetters letters;
    private final List<Part> parts = new ArrayList<>();

    private Redrive(Replays replays, DeadLetters letters) {
        this.replays = replays;
        this.letters = letters;
    }

    /**
     * What becomes of the dead letters of one service and recipe.
     *
     * @param prepared null if no replay can try them
     * @param outcome of the replay; null if there was none
     * @param passed how many did not fail again; null before that is known
     * @param problem why they could not be tried, one sentence; else null
     */
    record Part(
            RedriveGroup group, Replays.Prepared prepared, ReplayRun.Outcome outcome, Integer passed, String problem) {

        /** How many failed again or were not tried to the end; null before that is known. */
        Integer failedAgain() {
            return passed == null ? null : Integer.valueOf(group.letters().size() - passed);
        }

        private Part with(ReplayRun.Outcome ended) {
            return new Part(group, prepared, ended, passed, problem);
        }

        private Part with(Integer counted, String why) {
            return new Part(group, prepared, outcome, counted, why);
        }
    }

    /** Asks the services' jars; what one refuses is that part's problem, and none of the others'. */
    static Redrive prepare(Replays replays, DeadLetters letters, List<RedriveGroup> groups)
            throws InterruptedException {
        Redrive redrive = new Redrive(replays, letters);
        for (RedriveGroup group : groups) {
            redrive.parts.add(redrive.prepare(group));
        }
        return redrive;
    }

    private Part prepare(RedriveGroup group) throws InterruptedException {
        if (group.obstacle() != null) {
            return new Part(group, null, null, null, group.obstacle());
        }
        try {
            Replays.Request request = new Replays.Request(group.replayed(), group.recipe(), null, group.selected());
            return new Part(group, replays.prepare(request), null, null, null);
        } catch (Refusal e) {
            return new Part(group, null, null, null, e.getMessage());
        }
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    boolean isEmpty() {
        return prepared().isEmpty();
    }

    /** Those that can be tried. */
    List<Replays.Prepared> prepared() {
        return parts.stream().map(Part::prepared).filter(Objects::nonNull).toList();
    }

    /** Tries all, and counts what passed. */
    void run() throws InterruptedException {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.prepared() != null) {
                parts.set(i, part.with(replays.run(part.prepared())));
            }
        }
        List<String> topics = new ArrayList<>(Topics.DEAD_LETTERS);
        topics.add(Topics.DEAD_LETTER_DECISIONS);
        boolean known = ProjectionCatchUp.await(replays.stack().bootstrap(), topics);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.outcome() != null) {
                parts.set(i, known ? part.with(passed(part), null) : part.with(null, UNKNOWN));
            }
        }
    }

    private int passed(Part part) throws InterruptedException {
        RedriveGroup group = part.group();
        List<DeadLetter> now = new ArrayList<>();
        for (DeadLetter letter : group.letters()) {
            letters.find(letter.id()).ifPresent(now::add);
        }
        List<DeadLetter> open = letters.list(
                        DeadLetterFilter.of(group.service(), group.recipe()), "open", DiscardCommand.MOST)
                .letters();
        return passed(now, open, part.outcome().id());
    }

    /**
     * How many are redriven and have no later dead letter of this replay that stands for them: one of the same record, which a
     * dead letter names however often it was tried, or of the dead letter itself, if that names none.
     *
     * @param tried as they are now
     * @param open those that are open now
     */
    static int passed(List<DeadLetter> tried, List<DeadLetter> open, String replay) {
        Set<DeadLetter.Place> failed = open.stream()
                .filter(letter -> replay.equals(letter.group()))
                .map(DeadLetter::from)
                .collect(Collectors.toSet());
        return (int) tried.stream()
                .filter(letter -> "redriven".equals(letter.state())
                        && !failed.contains(letter.from())
                        && !failed.contains(new DeadLetter.Place(letter.topic(), letter.partition(), letter.offset())))
                .count();
    }

    /** 0 if all passed; what a replay ended with, if one did not reach its end; else 1. */
    int code() {
        return parts.stream()
                .map(Part::outcome)
                .filter(Objects::nonNull)
                .mapToInt(ReplayRun.Outcome::code)
                .filter(code -> code != 0)
                .findFirst()
                .orElse(parts.stream().allMatch(part -> Objects.equals(part.failedAgain(), 0)) ? 0 : 1);
    }
}
