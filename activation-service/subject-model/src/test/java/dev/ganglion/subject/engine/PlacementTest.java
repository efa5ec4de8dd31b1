package dev.ganglion.subject.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.ganglion.subject.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    @Test
    void readsDeviceAndPrecision() {
        assertThat(Placement.parse("cpu", "float32")).isEqualTo(Placement.CPU);
        assertThat(Placement.parse("cuda", "float16")).isEqualTo(new Placement(Device.gpu(0), Precision.FLOAT16));
        assertThat(Placement.parse("cuda:3", "float32").deviceName()).isEqualTo("cuda:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpu     | float32  | There is no device \"gpu\"; choose cpu, cuda or cuda:N.",
                "cuda:   | float32  | There is no device \"cuda:\"; choose",
                "cuda:-1 | float32  | There is no device \"cuda:-1\"; choose",
                "cuda    | fp8      | There is no precision \"fp8\"; choose float32 or float16.",
                "cuda    | bfloat16 | The precision bfloat16 cannot be had",
                "cpu     | float16  | The precision float16 is for a CUDA device",
            })
    void whatCannotBeHadIsRefusedWithOneSentence(String device, String precision, String sentence) {
        assertThatThrownBy(() -> Placement.parse(device, precision))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithOneSentence() {
        assertThatThrownBy(() -> DjlEngine.check(Device.gpu(99)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no device cuda:99: the PyTorch on the class path sees ")
                .hasMessageEndingWith(".");
    }
}
