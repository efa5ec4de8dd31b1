/** Where consumer groups are on their topics, and how a stopped one is moved. */
package dev.ganglion.cli.offsets;
