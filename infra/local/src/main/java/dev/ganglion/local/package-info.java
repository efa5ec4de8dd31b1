/**
 * A real Kafka broker and a real PostgreSQL on this machine, without Docker: child processes on loopback ports, for the
 * demo, for development and for tests.
 */
package dev.ganglion.local;
