/** A process that replays: what it reads, how far it is, and when it is done. In a live process these beans do nothing. */
package dev.ganglion.replay.running;
