/**
 * The contract between the services: what flows on the topics, how it is named and identified, and how it is read and
 * written. Nothing here knows of any service.
 */
package dev.ganglion.events;
