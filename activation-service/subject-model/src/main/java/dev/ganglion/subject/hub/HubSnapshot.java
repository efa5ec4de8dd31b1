package dev.ganglion.subject.hub;

import java.nio.file.Path;

/**
 * A model's files on this machine.
 *
 * @param model with the commit as its revision, so that it names these files for ever
 * @param directory has the files by their names on the hub; what is in it is not to be changed
 */
public record HubSnapshot(HubModelId model, Path directory) {}
