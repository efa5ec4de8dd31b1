package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Topics;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.openai.PublishedExplanations.Explained;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Puts imported records on {@code neuron-activations}, as CloudEvents whose subject says where they were published, and
 * imported explanations and simulations on their topics. No more
 * than {@value #ON_THE_WAY} are on the way; then sending waits for the broker. Safe for many threads.
 */
final class RecordTopic implements AutoCloseable {

    /** The header that says where a record was published. */
    static final String SUBJECT = "ce_subject";

    /** The header that says whose layout a record was imported from. */
    static final String SOURCE = "ce_source";

    private static final EventCodec<Explanation> EXPLANATIONS = EventCodec.of(Explanation.class);
    private static final EventCodec<Simulation> SIMULATIONS = EventCodec.of(Simulation.class);
    private static final EventCodec<PublishedRecipe> RECIPES = EventCodec.of(PublishedRecipe.class);
    private static final int ON_THE_WAY = 64;
    private static final int SECONDS = 30;

    private final String bootstrap;
    private final String source;
    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param bootstrap the broker's address
     * @param layout whose layout is imported, {@code openai}
     */
    RecordTopic(String bootstrap, String layout) {
        this.bootstrap = bootstrap;
        this.source = source(layout);
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1000));
        try {
            this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw Refusal.badInput("\"" + bootstrap + "\" is no broker's address: write HOST:PORT");
        }
    }

    static String source(String layout) {
        return "/import/" + layout;
    }

    /** The subject of a record: where it was published. */
    static String subject(String dataset, String place) {
        return dataset + ": " + place;
    }

    /**
     * Sends a record.
     *
     * @param dataset the name of its data set
     * @param there called when the broker has it, on another thread
     * @throws Refusal if the broker did not take it, or one before it
     */
    void send(Imported imported, String dataset, Runnable there) throws InterruptedException {
        send(
                Topics.NEURON_ACTIVATIONS,
                imported.record().neuron().key(),
                imported.record().id().toString(),
                imported.event(),
                subject(dataset, imported.place()),
                there);
    }

    /**
     * Sends an explanation and its simulation.
     *
     * @param there as for a record, when the broker has the simulation
     */
    void send(Explained explained, Runnable there) throws InterruptedException {
        String key = explained.explanation().neuron().key();
        send(
                Topics.EXPLANATIONS,
                key,
                explained.explanation().id().toString(),
                EXPLANATIONS.encode(explained.explanation()),
                null,
                () -> {});
        send(
                Topics.SIMULATIONS,
                key,
                explained.simulation().id().toString(),
                SIMULATIONS.encode(explained.simulation()),
                null,
                there);
    }

    /** Sends a recipe, which says of explanations who made them. */
    void send(PublishedRecipe recipe) throws InterruptedException {
        String digest = recipe.recipe().digest();
        send(Topics.RECIPES, digest, digest, RECIPES.encode(recipe), null, () -> {});
    }

    private void send(String topic, String key, String id, byte[] event, String subject, Runnable there)
            throws InterruptedException {
        room.acquire();
        check();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, event);
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_type", "dev.ganglion." + topic);
        add(headers, SOURCE, source);
        if (subject != null) {
            add(headers, SUBJECT, subject);
        }
        add(headers, "content-type", "application/json");
        producer.send(record, (metadata, problem) -> {
            if (problem == null) {
                there.run();
            } else {
                failure.compareAndSet(null, problem);
            }
            room.release();
        });
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when the broker has all that was sent. */
    void awaitAll() throws InterruptedException {
        producer.flush();
        room.acquire(ON_THE_WAY);
        room.release(ON_THE_WAY);
        check();
    }

    private void check() {
        Exception problem = failure.get();
        if (problem != null) {
            throw Refusal.failed(
                    "the broker at " + bootstrap + " did not take a record: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
