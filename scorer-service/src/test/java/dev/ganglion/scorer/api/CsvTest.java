package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void textIsQuotedWhereItHasToBe() {
        assertThat(Csv.line("plain", "a,b", "say \"no\"", "two\nlines", null, ""))
                .isEqualTo("plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,\r\n");
    }

    @Test
    void textThatWouldBeAFormulaIsText() {
        assertThat(Csv.line("=1+1", "+1", "-1", "@sum", "\tx", "a=b")).isEqualTo("'=1+1,'+1,'-1,'@sum,'\tx,a=b\r\n");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(Csv.line(-0.25, 3, 1e-9)).isEqualTo("-0.25,3,1.0E-9\r\n");
    }
}
