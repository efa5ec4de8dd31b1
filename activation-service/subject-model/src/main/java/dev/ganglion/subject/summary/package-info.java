/** What a model's weights say of its neurons without any text: tokens and other neurons on the direct paths. */
package dev.ganglion.subject.summary;
