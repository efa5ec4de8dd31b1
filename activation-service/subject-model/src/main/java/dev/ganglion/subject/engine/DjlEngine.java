package dev.ganglion.subject.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.ganglion.subject.ModelException;

/**
 * Starts DJL's PyTorch engine. Every use of DJL begins here, because DJL reads its settings once, when its first class
 * loads.
 *
 * <p>Left alone, DJL reports its use to its makers, and downloads native libraries it does not find. Here it does
 * neither: what is not on the class path or in its cache is an error.
 */
public final class DjlEngine {

    private static final String NAME = "PyTorch";

    private DjlEngine() {}

    /** Forbids DJL the network, for the whole process. To be called before anything of DJL is touched. */
    public static void stayOffline() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    /** {@link #newManager(Device)} for the CPU. */
    public static NDManager newManager() {
        return newManager(Device.cpu());
    }

    /**
     * A new root for arrays, in the memory of the device that computes.
     *
     * @return to be closed by the caller, which frees all arrays below it
     * @throws ModelException if the native library for this platform is missing or does not load, or there is no such
     *     device
     */
    public static NDManager newManager(Device device) {
        check(device);
        return NDManager.newBaseManager(device, NAME);
    }

    /**
     * Starts the engine and looks for the device.
     *
     * @throws ModelException if the native library for this platform is missing or does not load, or there is no such
     *     device
     */
    public static void check(Device device) {
        int cudaDevices = engine().getGpuCount();
        if (device.isGpu() && device.getDeviceId() >= cudaDevices) {
            throw new ModelException(
                    "There is no device cuda:" + device.getDeviceId() + ": the PyTorch on the class path"
                            + " sees " + cudaDevices
                            + " CUDA devices; put its CUDA flavour there (ai.djl.pytorch:pytorch-native-cu…"
                            + " instead of pytorch-native-cpu), check the driver with nvidia-smi, or choose cpu.");
        }
    }

    private static Engine engine() {
        stayOffline();
        try {
            return Engine.getEngine(NAME);
        } catch (RuntimeException | LinkageError e) {
            throw missing("PyTorch", "ai.djl.pytorch:pytorch-jni and pytorch-native-cpu", e);
        }
    }

    /**
     * The exception for a native library that is not there, in one sentence.
     *
     * @param library what is missing, by the name a user knows
     * @param artifacts the Maven artifacts that bring it
     */
    public static ModelException missing(String library, String artifacts, Throwable cause) {
        return new ModelException(
                "The native library of " + library + " for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + " cannot be loaded (" + innermost(cause)
                        + "); put " + artifacts + " for this platform on the class path.",
                cause);
    }

    private static String innermost(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
