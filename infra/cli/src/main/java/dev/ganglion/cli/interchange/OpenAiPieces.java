package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.openai.Layout;
import dev.ganglion.interchange.openai.PublishedExplanations;
import dev.ganglion.interchange.openai.PublishedExplanations.Explained;
import dev.ganglion.interchange.openai.PublishedNeuron;
import dev.ganglion.interchange.source.PublishedFiles;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The files of OpenAI's neurons, one for each. */
final class OpenAiPieces {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern DATA = Pattern.compile("(.*_)?data");
    private static final String ENDING = ".json";

    private final PublishedFiles files;
    private final PublishedNeuron neurons;
    private final Set<Extra> extras;
    /** Which neurons of each layer. */
    private final Map<Integer, IndexRanges> wanted;

    /** What is published of a neuron beside its record. */
    enum Extra {
        /** Its mean activation on tokens, for the token table. */
        TOKENS,
        /** Its explanations, with their simulations. */
        EXPLANATIONS
    }

    private OpenAiPieces(
            PublishedFiles files, PublishedNeuron neurons, Set<Extra> extras, Map<Integer, IndexRanges> wanted) {
        this.files = files;
        this.neurons = neurons;
        this.extras = Set.copyOf(extras);
        this.wanted = wanted;
    }

    /**
     * @param model the slug that the neurons get
     * @param dataset the data set's name, for people
     * @param extras what else is read of each neuron
     * @param layers null for all
     * @param indexes which neurons of each layer; null for all
     * @throws Refusal if nothing of the layout is there, or an address does not say what it has
     */
    static OpenAiPieces of(
            PublishedSource source,
            String model,
            String dataset,
            Set<Extra> extras,
            List<Integer> layers,
            IndexRanges indexes) {
        PublishedFiles files = source.isAddress() ? onTheWeb(source) : inDirectory(source);
        Map<Integer, IndexRanges> wanted = new TreeMap<>();
        if (files.canList()) {
            numbers(files.list(Layout.RECORDS), "")
                    .filter(layer -> layers == null || layers.contains(layer))
                    .forEach(layer -> wanted.put(layer, present(files, layer, indexes)));
        } else {
            Shape shape = Shape.of(model, layers, indexes);
            shape.layers().forEach(layer -> wanted.put(layer, shape.indexes()));
        }
        OpenAiPieces pieces = new OpenAiPieces(files, new PublishedNeuron(model, dataset), extras, wanted);
        if (pieces.count() == 0) {
            throw Refusal.badInput(
                    source.name() + " has no neuron" + (layers == null && indexes == null ? "" : " of these")
                            + ": there is no file like " + Layout.DATA + "/" + Layout.record(0, 816));
        }
        return pieces;
    }

    private static IndexRanges present(PublishedFiles files, int layer, IndexRanges indexes) {
        return new IndexRanges(numbers(files.list(Layout.RECORDS + "/" + layer), ENDING)
                .filter(index -> indexes == null || indexes.contains(index))
                .mapToObj(index -> new IndexRanges.Range(index, index))
                .toList());
    }

    private static IntStream numbers(List<String> names, String ending) {
        return names.stream()
                .filter(name -> name.endsWith(ending))
                .map(name -> name.substring(0, name.length() - ending.length()))
                .filter(name -> NUMBER.matcher(name).matches())
                .mapToInt(Integer::parseInt)
                .sorted();
    }

    private static PublishedFiles inDirectory(PublishedSource source) {
        for (String path : List.of(Layout.DATA, "", "..")) {
            PublishedFiles files = source.files(path);
            boolean isRecords = !path.equals("..") || source.name().equals(Layout.RECORDS);
            if (isRecords && !files.list(Layout.RECORDS).isEmpty()) {
                return files;
            }
        }
        throw Refusal.badInput(source.name() + " has no directory " + Layout.DATA + "/" + Layout.RECORDS
                + ": it is not in the layout of OpenAI's published neurons");
    }

    private static PublishedFiles onTheWeb(PublishedSource source) {
        String last = source.address().substring(source.address().lastIndexOf('/') + 1);
        return source.files(DATA.matcher(last).matches() ? "" : Layout.DATA);
    }

    /** How many neurons. */
    long count() {
        return wanted.values().stream().mapToLong(IndexRanges::size).sum();
    }

    /** A piece for each, layer by layer. */
    Iterator<ImportRun.Piece> pieces() {
        return wanted.entrySet().stream()
                .flatMap(layer -> layer.getValue()
                        .indexes()
                        .<ImportRun.Piece>mapToObj(index -> run -> read(run, layer.getKey(), index)))
                .iterator();
    }

    private void read(ImportRun run, int layer, int index) throws InterruptedException {
        String place = Layout.record(layer, index);
        if (run.skips(place)) {
            return;
        }
        try {
            Optional<byte[]> file = files.read(Layout.record(layer, index), Layout.LARGEST_FILE);
            if (file.isEmpty()) {
                run.missing();
                return;
            }
            Imported imported =
                    neurons.record(layer, index, file.get(), extra(Extra.TOKENS, Layout.tokens(layer, index)));
            run.send(imported);
            explain(run, imported, layer, index);
        } catch (InterchangeException e) {
            run.refused(place, e.getMessage());
        }
    }

    private Optional<byte[]> extra(Extra extra, String path) throws InterruptedException {
        return extras.contains(extra) ? files.read(path, Layout.LARGEST_FILE) : Optional.empty();
    }

    private void explain(ImportRun run, Imported imported, int layer, int index) throws InterruptedException {
        String path = Layout.explanations(layer, index);
        try {
            Optional<byte[]> file = extra(Extra.EXPLANATIONS, path);
            if (file.isPresent()) {
                for (Explained explained : PublishedExplanations.of(imported.record(), file.get())) {
                    run.send(explained);
                }
            }
        } catch (InterchangeException e) {
            run.refused(path, e.getMessage());
        }
    }

    /** What a data set on the web has, since it does not say so itself. */
    private record Shape(IntStream layers, IndexRanges indexes) {

        private static final Map<String, int[]> PUBLISHED =
                Map.of("gpt2-xl", new int[] {48, 6400}, "gpt2", new int[] {12, 3072});

        static Shape of(String model, List<Integer> layers, IndexRanges indexes) {
            int[] published = PUBLISHED.get(model);
            if (published == null && (layers == null || indexes == null)) {
                throw Refusal.badInput("a web server does not list its files, and how many neurons " + model
                        + " has is not known: add --layers and --neurons, for example --layers 0-11 --neurons 0-3071");
            }
            return new Shape(
                    layers == null
                            ? IntStream.range(0, published[0])
                            : layers.stream().mapToInt(layer -> layer),
                    indexes == null ? IndexRanges.below(published[1]) : indexes);
        }
    }
}
