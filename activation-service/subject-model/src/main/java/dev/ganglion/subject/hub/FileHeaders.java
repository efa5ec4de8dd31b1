package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/** What the answers on the way to a file say of it. A large file's first answer says all; what it redirects to is another's. */
final class FileHeaders {

    private String commit;
    private String linkedTag;
    private OptionalLong linkedSize = OptionalLong.empty();
    private String tag;
    private OptionalLong length = OptionalLong.empty();

    void add(HttpHeaders headers) {
        commit = commit == null ? headers.firstValue("X-Repo-Commit").orElse(null) : commit;
        linkedTag = linkedTag == null ? headers.firstValue("X-Linked-Etag").orElse(null) : linkedTag;
        linkedSize = linkedSize.isEmpty() ? HubClient.number(headers, "X-Linked-Size") : linkedSize;
        tag = headers.firstValue("ETag").orElse(null);
        length = HubClient.number(headers, "Content-Length");
    }

    /** Whether all is said, however long the way still is. */
    boolean isLinked() {
        return commit != null && linkedTag != null && linkedSize.isPresent();
    }

    /**
     * What was said.
     *
     * @param host who said it
     * @throws ModelException if it is not what the hub says
     */
    RemoteFile file(HubModelId model, String name, String host) {
        Optional<Checksum> checksum =
                Optional.ofNullable(linkedTag == null ? tag : linkedTag).flatMap(Checksum::ofETag);
        OptionalLong size = linkedSize.isPresent() ? linkedSize : length;
        if (commit == null
                || !HubModelId.isCommit(commit)
                || checksum.isEmpty()
                || size.isEmpty()
                || size.getAsLong() < 0) {
            throw new ModelException(
                    host + " does not say which commit, length and checksum " + name + " of " + model.repository()
                            + " has, as the hub does; set HF_ENDPOINT to the hub or to a mirror that passes on its headers.");
        }
        return new RemoteFile(name, commit, checksum.get(), size.getAsLong());
    }
}
