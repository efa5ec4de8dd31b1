package dev.ganglion.benchmarks.llm;

/**
 * What calls cost a service that is answered at once.
 *
 * @param perSecondPerCore calls for each second of processor time of the service's process, all its threads together
 * @param perSecond calls for each second on the clock, on this machine, beside broker, database and server
 * @param cores busy on average with the service's process
 * @param bytes of an answer's body, on average
 */
record CallRate(double perSecondPerCore, double perSecond, double cores, long bytes) {

    /**
     * Measures a run.
     *
     * @param first call that counts: what was before is warming up
     * @param last call that counts
     */
    static CallRate measure(Run run, long first, long last) throws InterruptedException {
        run.untilAsked(first);
        double cpu = run.service().cpuSeconds();
        long before = run.server().count();
        long from = System.nanoTime();
        run.untilAsked(last);
        double seconds = (System.nanoTime() - from) / 1e9;
        double cpuSeconds = run.service().cpuSeconds() - cpu;
        long made = run.server().count() - before;
        return new CallRate(made / cpuSeconds, made / seconds, cpuSeconds / seconds, run.bytesPerAnswer());
    }
}
