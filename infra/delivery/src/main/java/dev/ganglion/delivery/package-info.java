/**
 * How every service consumes: a record is decoded, processed and followed by what came of it; it is acknowledged when that
 * is safe, and put aside as a dead letter if it cannot pass. The services' own logic knows nothing of this.
 */
package dev.ganglion.delivery;
