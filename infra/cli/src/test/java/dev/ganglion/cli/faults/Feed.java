package dev.ganglion.cli.faults;

/** Work that comes in all the time, so that a fault always hits somebody at it. */
interface Feed extends AutoCloseable {

    /** Stops, waits until the broker has everything, and returns how many neurons are to be scored. */
    int stop();

    @Override
    void close();
}
