/**
 * JSON as events have it, read and written faster than by Jackson alone: numbers of four digits, and strings of ASCII that stay
 * bytes until somebody asks for a text. Whatever is not as plain as that, Jackson reads. Nothing here knows an event.
 */
package dev.ganglion.events.json;
