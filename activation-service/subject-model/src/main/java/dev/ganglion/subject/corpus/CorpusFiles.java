package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** The files of a corpus, in the one order in which they are read. */
final class CorpusFiles {

    private static final int MOST = 100_000;

    private CorpusFiles() {}

    /**
     * The file itself, or all files below a directory but the hidden and the empty ones, in the order of their names.
     *
     * @throws CorpusException if there is none, or one that is no corpus
     */
    static List<CorpusFile> of(Path corpus) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(corpus, BasicFileAttributes.class);
        } catch (IOException e) {
            throw CorpusException.unreadable(corpus, e);
        }
        if (attributes.isDirectory()) {
            return below(corpus);
        }
        if (!attributes.isRegularFile()) {
            throw new CorpusException("The corpus " + corpus
                    + " is neither a file nor a directory; name a .jsonl or .txt file, or a directory of them.");
        }
        if (attributes.size() == 0) {
            throw Corpus.empty(corpus);
        }
        return List.of(CorpusFile.of(corpus, String.valueOf(corpus.getFileName()), attributes));
    }

    private static List<CorpusFile> below(Path directory) {
        Walk walk = new Walk(directory);
        try {
            Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw CorpusException.unreadable(directory, e);
        }
        List<CorpusFile> files = walk.files;
        if (files.isEmpty()) {
            throw Corpus.empty(directory);
        }
        files.sort(Comparator.comparing(CorpusFile::name));
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).name().equals(files.get(i - 1).name())) {
                throw new CorpusException("The corpus " + directory + " has "
                        + files.get(i - 1).path().getFileName() + " and "
                        + files.get(i).path().getFileName()
                        + ", which unpacked are the same file; take one away.");
            }
        }
        return List.copyOf(files);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Path directory;
        private final List<CorpusFile> files = new ArrayList<>();

        Walk(Path directory) {
            this.directory = directory;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return !below.equals(directory) && isHidden(below)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file) || !attributes.isRegularFile() || attributes.size() == 0) {
                return FileVisitResult.CONTINUE;
            }
            if (files.size() == MOST) {
                throw new CorpusException(
                        "The corpus " + directory + " has more than " + MOST + " files; join some of them.");
            }
            String name = directory.relativize(file).toString().replace('\\', '/');
            files.add(CorpusFile.of(file, name, attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (failure instanceof FileSystemLoopException) {
                throw new CorpusException(
                        "The corpus " + directory + " contains itself through the link " + file + "; remove it.");
            }
            throw CorpusException.unreadable(file, failure);
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
