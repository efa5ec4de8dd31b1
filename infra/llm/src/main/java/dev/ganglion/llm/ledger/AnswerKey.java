package dev.ganglion.llm.ledger;

import dev.ganglion.llm.model.Question;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of an answer: SHA-256 over all that it depends on, hexadecimal. */
final class AnswerKey {

    private AnswerKey() {}

    /**
     * The key of one attempt.
     *
     * @param url of the endpoint
     * @param attempt from 1
     */
    static String of(String url, Question<?> question, int attempt) {
        MessageDigest digest = sha256();
        part(digest, url.getBytes(StandardCharsets.UTF_8));
        part(digest, question.request().path().getBytes(StandardCharsets.UTF_8));
        part(digest, question.request().body());
        part(digest, question.format().name().getBytes(StandardCharsets.UTF_8));
        digest.update(
                ByteBuffer.allocate(8).putInt(question.sample()).putInt(attempt).array());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two lists of parts are the same bytes. */
    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
