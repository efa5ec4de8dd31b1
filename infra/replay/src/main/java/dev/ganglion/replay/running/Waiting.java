package dev.ganglion.replay.running;

import java.util.Optional;

/** Something for which a process may wait instead of working. The services' beans of this type are found by CDI. */
public interface Waiting {

    /** Why nothing goes on, one sentence that says what to do; nothing if all goes on. Any thread may ask. */
    Optional<String> problem();
}
