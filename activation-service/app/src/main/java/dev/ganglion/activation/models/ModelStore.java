package dev.ganglion.activation.models;

import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.hub.Hub;
import dev.ganglion.subject.hub.HubSettings;
import dev.ganglion.subject.hub.HubWatch;
import java.nio.file.Path;

/** Finds the directory of a model, and brings it from the hub if it is there. Safe for any number of threads. */
public final class ModelStore {

    private final Hub hub;

    public ModelStore(Hub hub) {
        this.hub = hub;
    }

    /** One that waits for the hub as long as it takes, as the environment says. */
    public static ModelStore patient() {
        return new ModelStore(Hub.patient(HubSettings.of(System.getenv())));
    }

    /** One that gives up when nothing has come for a minute or so. */
    public static ModelStore hasty() {
        return new ModelStore(Hub.hasty(HubSettings.of(System.getenv())));
    }

    /**
     * The model's directory. Blocking, for as long as a download takes.
     *
     * @throws ModelException if it cannot be brought; a directory that is not there is found out when it is loaded
     */
    public Path directory(ModelLocation location, HubWatch watch) throws InterruptedException {
        if (!location.isOnHub()) {
            return location.directory();
        }
        try {
            return hub.snapshot(location.hub(), watch).directory();
        } catch (ModelException e) {
            // Whoever meant a directory wants to hear of that first.
            throw location.hub().repository().contains("/")
                    ? e
                    : new ModelException(
                            "There is no directory " + location + " here, and from the hub: " + e.getMessage(), e);
        }
    }
}
