package dev.ganglion.subject.engine;

import static dev.ganglion.subject.ModelException.quote;

import ai.djl.Device;
import dev.ganglion.subject.ModelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model computes, and in which precision.
 *
 * @param device the CPU or a CUDA device
 * @param precision float16 only on a CUDA device
 */
public record Placement(Device device, Precision precision) {

    /** What every machine can do. */
    public static final Placement CPU = new Placement(Device.cpu(), Precision.FLOAT32);

    private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,3}))?");

    /**
     * Reads two settings. Whether there is such a device is not looked at: see {@link DjlEngine#check}.
     *
     * @param device {@code cpu}, {@code cuda} or {@code cuda:N}, N from 0
     * @param precision {@code float32} or {@code float16}
     * @throws ModelException with one sentence, if one is something else, or they do not go together
     */
    public static Placement parse(String device, String precision) {
        Placement placement = new Placement(device(device), Precision.parse(precision));
        if (!placement.isCuda() && placement.precision != Precision.FLOAT32) {
            throw new ModelException(
                    "The precision " + precision + " is for a CUDA device: on the CPU the engine is many"
                            + " times slower in it than in float32, which is to be chosen there.");
        }
        return placement;
    }

    private static Device device(String text) {
        if (text.equals("cpu")) {
            return Device.cpu();
        }
        Matcher cuda = CUDA.matcher(text);
        if (!cuda.matches()) {
            throw new ModelException("There is no device " + quote(text) + "; choose cpu, cuda or cuda:N.");
        }
        return Device.gpu(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    public boolean isCuda() {
        return device.isGpu();
    }

    /** As in the configuration, for messages. */
    public String deviceName() {
        return isCuda() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
