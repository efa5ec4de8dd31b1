package dev.ganglion.subject.engine;

import static dev.ganglion.subject.ModelException.quote;

import ai.djl.ndarray.types.DataType;
import dev.ganglion.subject.ModelException;
import java.util.Locale;

/** The format of the numbers in which a model computes: of its weights, its hidden state and what is between them. */
public enum Precision {
    FLOAT32(DataType.FLOAT32),
    FLOAT16(DataType.FLOAT16);

    private static final String BFLOAT16 = "bfloat16";

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    /**
     * Reads a setting: {@code float32} or {@code float16}.
     *
     * @throws ModelException with one sentence, if it is something else, or bfloat16, which this engine cannot do
     */
    public static Precision parse(String text) {
        for (Precision precision : values()) {
            if (precision.toString().equals(text)) {
                return precision;
            }
        }
        if (text.equals(BFLOAT16)) {
            // DJL's native part knows no such type, whatever the device, and ends the process when it is asked for it.
            throw new ModelException(
                    "The precision bfloat16 cannot be had: DJL's PyTorch engine computes in float32 and float16;"
                            + " weights that are stored as bfloat16 are read into either.");
        }
        throw new ModelException("There is no precision " + quote(text) + "; choose float32 or float16.");
    }

    public DataType type() {
        return type;
    }

    public int bytes() {
        return type.getNumOfBytes();
    }

    /** As in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
