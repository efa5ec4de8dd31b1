package dev.ganglion.replay.creation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.replay.creation.ReplayedService.Questions;
import dev.ganglion.replay.creation.ReplayedService.Work;
import dev.ganglion.replay.plan.RecordChoice;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.topic.RangeReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a replay would do and cost. Of a large topic only parts are read, spread over it evenly, and what is found there is
 * taken to be so everywhere; of the records that ask something a few are made into real prompts. Which ones ask is looked
 * at in each: a handful of explanations in words among thousands of token tables is the whole bill.
 */
final class DryRun {

    private static final int MOST_READ = 20_000;
    private static final int MOST_ASKED = 50;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Replay replay;
    private final ReplayedService service;
    private final RecordChoice choice;
    private final Set<String> neurons = new HashSet<>();
    private final List<Supplier<Questions>> sample = new ArrayList<>();
    /** Always the same ones: the same question has the same answer. */
    private final Random chance = new Random(1);

    private final boolean asksModel;
    private long asking;

    DryRun(Replay replay, ReplayedService service) {
        this.replay = replay;
        this.service = service;
        this.choice = replay.records();
        this.asksModel = replay.recipe() != null && service.asksModel(replay.recipe());
    }

    /** One line of JSON. */
    String json(Map<String, Object> broker) {
        long records = replay.bounds().records();
        long read = new RangeReader(broker, replay.topic()).read(replay.bounds(), MOST_READ, this::look);
        double scale = read == 0 ? 0 : (double) records / read;
        ObjectNode plan = MAPPER.createObjectNode()
                .put("service", replay.service())
                .put("topic", replay.topic())
                .put("recipe", replay.recipe())
                .put("records", records)
                .put("neurons", neurons(scale))
                .put("read", read);
        plan.set("from", MAPPER.valueToTree(new TreeMap<>(replay.bounds().from())));
        plan.set("end", MAPPER.valueToTree(new TreeMap<>(replay.bounds().end())));
        if (asksModel) {
            estimate(plan.putObject("estimate"), asking * scale);
        } else {
            plan.putNull("estimate");
        }
        try {
            return MAPPER.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and text can be written as JSON", e);
        }
    }

    private void look(ConsumerRecord<byte[], byte[]> record) {
        if (!choice.test(RangeReader.described(record))) {
            return;
        }
        if (asksModel || replay.choosesByContent()) {
            Optional<Work> work = record.value() == null ? Optional.empty() : service.work(replay, record.value());
            if (work.isEmpty() && replay.choosesByContent()) {
                return;
            }
            work.flatMap(Work::questions).ifPresent(this::sample);
        }
        neurons.add(RangeReader.described(record).key());
    }

    private void sample(Supplier<Questions> questions) {
        asking++;
        if (sample.size() < MOST_ASKED) {
            sample.add(questions);
        } else {
            long place = (long) (chance.nextDouble() * asking);
            if (place < MOST_ASKED) {
                sample.set((int) place, questions);
            }
        }
    }

    private long neurons(double scale) {
        long found = Math.round(neurons.size() * scale);
        return replay.neurons() == null
                ? found
                : Math.min(found, replay.neurons().size());
    }

    private void estimate(ObjectNode estimate, double records) {
        Questions asked = sample.stream().map(Supplier::get).reduce(Questions.NONE, Questions::and);
        double each = sample.isEmpty() ? 0 : records / sample.size();
        estimate.put("records", Math.round(records))
                .put("calls", Math.round(asked.calls() * each))
                .put("promptTokens", Math.round(asked.promptTokens() * each))
                .put("completionTokens", Math.round(asked.completionTokens() * each));
        if (Double.isNaN(asked.dollars())) {
            estimate.putNull("dollars");
        } else {
            estimate.put("dollars", asked.dollars() * each);
        }
    }
}
