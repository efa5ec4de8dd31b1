package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A list of tokens' texts, of which an event has many: read and written by {@link TokenList}. */
@JacksonAnnotationsInside
@JsonSerialize(using = TokenList.Writer.class)
@JsonDeserialize(using = TokenList.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@interface TokenTexts {}
