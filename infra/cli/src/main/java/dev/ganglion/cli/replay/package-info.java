/** Replays: a service's jar that goes through a part of its topic once more, with a recipe and an end. */
package dev.ganglion.cli.replay;
