/** What chosen neurons do on a text: the same answer over HTTP and on the command line. No Quarkus, no Kafka. */
package dev.ganglion.activation.text;
