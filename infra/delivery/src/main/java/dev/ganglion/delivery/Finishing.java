package dev.ganglion.delivery;

/**
 * Something that is under way for the records in work and is worth waiting for when the service stops, because it would be
 * paid for in vain. The services' beans of this type are found by CDI.
 */
public interface Finishing {

    /** Lets nothing new begin; whatever asks for it from now on waits for ever. Any thread may call it. */
    void beginNoMore();

    /** Whether nothing is under way. Any thread may call it. */
    boolean isIdle();

    /** Gives up what is still under way, since the time is over. May wait a moment, so not on an event loop. */
    void giveUp();
}
