package dev.ganglion.interchange.neuronpedia;

import dev.ganglion.events.NeuronId;
import dev.ganglion.interchange.InterchangeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Their name of a layer's neurons, {@code 20-gemmascope-res-16k}, and the parts of a neuron's key that it stands for.
 *
 * @param layer from 0
 * @param site letters and digits of what follows; {@code mlp} where nothing does
 */
record SourceName(int layer, String site) {

    private static final Pattern NAME = Pattern.compile("(\\d{1,6})(?:-(.{1,100}))?");
    private static final int LONGEST_SITE = 32;

    /** @throws InterchangeException if it is no such name */
    static SourceName parse(String name) {
        Matcher matcher = NAME.matcher(name == null ? "" : name);
        String site = matcher.matches() && matcher.group(2) != null
                ? matcher.group(2).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")
                : NeuronId.MLP;
        if (!matcher.matches() || site.isEmpty()) {
            throw new InterchangeException(
                    "field \"layer\" is not a layer's name such as 6-mlp or 20-gemmascope-res-16k");
        }
        String named = Character.isDigit(site.charAt(0)) ? "s" + site : site;
        return new SourceName(
                Integer.parseInt(matcher.group(1)), named.substring(0, Math.min(LONGEST_SITE, named.length())));
    }

    /** Their model's name as a slug. */
    static String slug(String model) {
        String slug = model == null ? "" : model.toLowerCase(Locale.ROOT).replace('/', '.');
        if (!NeuronId.isModelSlug(slug)) {
            throw new InterchangeException("field \"modelId\" is not a model's name");
        }
        return slug;
    }

    static String of(NeuronId neuron) {
        return neuron.layer() + "-" + neuron.site();
    }
}
