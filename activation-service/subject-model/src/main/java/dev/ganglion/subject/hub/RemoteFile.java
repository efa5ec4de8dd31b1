package dev.ganglion.subject.hub;

/**
 * A file as the hub describes it.
 *
 * @param name in its repository
 * @param commit of the revision that was asked for
 * @param checksum of its content
 * @param size in bytes
 */
record RemoteFile(String name, String commit, Checksum checksum, long size) {}
