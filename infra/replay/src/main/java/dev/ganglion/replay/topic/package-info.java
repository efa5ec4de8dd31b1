/** The topic that is replayed, as the broker knows it. These classes block, and run beside the service's own clients. */
package dev.ganglion.replay.topic;
