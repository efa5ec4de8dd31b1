package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which neuron of which model. Its text form, {@code gpt2-xl/31-mlp/892}, is the key of every record about it, so that
 * all of a neuron's records are in one partition.
 *
 * @param model slug {@code [a-z0-9._-]+}; the slash of a hub id is written as a dot
 * @param layer from 0 to 999,999
 * @param site where in the layer the neuron is, {@code [a-z][a-z0-9]*}; {@code mlp} for the MLP's post-activation values
 * @param index within layer and site, from 0 to 999,999,999
 */
public record NeuronId(String model, int layer, String site, int index) implements Comparable<NeuronId> {

    /** The MLP's post-activation values: the neurons of the paper. */
    public static final String MLP = "mlp";

    private static final Pattern MODEL = Pattern.compile("[a-z0-9._-]{1,128}");
    private static final Pattern SITE = Pattern.compile("[a-z][a-z0-9]{0,31}");
    /** Without leading zeros: a neuron has one key, or its records would be in two partitions. */
    private static final Pattern KEY =
            Pattern.compile("(" + MODEL + ")/(0|[1-9][0-9]{0,5})-(" + SITE + ")/(0|[1-9][0-9]{0,8})");

    private static final int LAST_LAYER = 999_999;
    private static final int LAST_INDEX = 999_999_999;

    @JsonCreator(mode = JsonCreator.Mode.DISABLED) // an event has the key
    public NeuronId {
        if (!isModelSlug(model)) {
            throw new IllegalArgumentException("\"" + Excerpted.text(model)
                    + "\" is not a model name: use a-z, 0-9, '.', '_' and '-' (write a hub id's '/' as '.')");
        }
        if (layer < 0 || layer > LAST_LAYER || index < 0 || index > LAST_INDEX) {
            throw new IllegalArgumentException("there is no layer " + layer + " with a neuron " + index
                    + ": layers are 0 to " + LAST_LAYER + ", neurons 0 to " + LAST_INDEX);
        }
        if (site == null || !SITE.matcher(site).matches()) {
            throw new IllegalArgumentException("\"" + Excerpted.text(site)
                    + "\" is not a site of a layer: use a-z and 0-9, a letter first, for example mlp");
        }
    }

    /** The neuron at this index of a layer's MLP. */
    public static NeuronId mlp(String model, int layer, int index) {
        return new NeuronId(model, layer, MLP, index);
    }

    /** Whether this names a model as keys do. */
    public static boolean isModelSlug(String model) {
        return model != null && MODEL.matcher(model).matches();
    }

    /**
     * Reads {@code model/layer-site/index}.
     *
     * @throws IllegalArgumentException with one sentence, if it is not such a key
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static NeuronId parse(String key) {
        Matcher matcher = KEY.matcher(key == null ? "" : key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + Excerpted.text(key)
                    + "\" is not a neuron's key: expected model/layer-site/index, for example gpt2-xl/31-mlp/892");
        }
        return new NeuronId(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3),
                Integer.parseInt(matcher.group(4)));
    }

    /** {@code model/layer-site/index}. */
    @JsonValue
    public String key() {
        return model + "/" + layer + "-" + site + "/" + index;
    }

    @Override
    public int compareTo(NeuronId other) {
        int byModel = model.compareTo(other.model);
        int byLayer = byModel != 0 ? byModel : Integer.compare(layer, other.layer);
        int bySite = byLayer != 0 ? byLayer : site.compareTo(other.site);
        return bySite != 0 ? bySite : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return key();
    }
}
