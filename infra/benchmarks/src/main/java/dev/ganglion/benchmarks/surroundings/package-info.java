/** A broker, a database and built services as processes of their own, and what they use of the machine. */
package dev.ganglion.benchmarks.surroundings;
