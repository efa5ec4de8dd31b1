/** Replays: a start, a selection and an end. Plain classes that know of no broker and no database. */
package dev.ganglion.replay.plan;
