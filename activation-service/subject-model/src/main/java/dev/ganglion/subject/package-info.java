/** What the packages of the subject model share: the one exception a user gets to see. */
package dev.ganglion.subject;
