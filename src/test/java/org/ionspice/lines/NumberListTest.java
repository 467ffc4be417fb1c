package org.ionspice.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberListTest {
  private final Diagnostics sink = new Diagnostics();

  private double[] read(String list) {
    // The line only carries the list: its own reader complains elsewhere.
    Simulation simulation =
        Simulation.of(
            "x.cir", "title\n.param lo=-0.2 n=3\nR1 a 0 1\nV1 a 0 1\n.op x=" + list + "\n");
    Value value = simulation.design().commands().get(0).named("x").orElseThrow();
    return new NumberList(sink, "form").read(value).orElse(new double[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2m | 0.002",
        "{lo} | -0.2",
        "(1 2 -3) | 1 2 -3",
        "(1,2k,{lo*2}) | 1 2000 -0.4",
        "lin(-1,1,5) | -1 -0.5 0 0.5 1",
        "lin(1,-1,3) | 1 0 -1",
        "lin(0.5,9,1) | 0.5",
        "lin(lo,{-lo},n) | -0.2 0 0.2",
        "dec(1,100,1) | 1 10 100",
        "oct(1,4,2) | 1 1.4142135623730951 2 2.8284271247461903 4",
        "(7 lin(1,3,3) (8 9)) | 7 1 2 3 8 9"
      })
  void listsAndRangesAreRead(String list, String expected) {
    double[] numbers =
        java.util.Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(read(list)).containsExactly(numbers, within(1e-14));
    assertThat(sink.sorted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "much | 'much' is not a number or a list of numbers | 5:5",
        "(1 much) | a number, lin(a,b,n), dec(a,b,n) or oct(a,b,n) is expected here | 5:10",
        "log(1,2,3) | a number, lin(a,b,n), dec(a,b,n) or oct(a,b,n) is expected here | 5:7",
        "lin(1,2) | lin(...) takes three numbers: from, to, how many | 5:7",
        "lin(1,2,2.5) | how many must be a whole number from 1 to a million | 5:15",
        "lin(1,2,2meg) | how many must be a whole number from 1 to a million | 5:15",
        "dec(-1,2,2) | dec(...) goes upward from a value above zero | 5:7",
        "dec(1n,1,1meg) | this list is longer than a million numbers | 5:7",
        "(lin(0,1,600k) lin(0,1,600k)) | this list is longer than a million numbers | 5:22"
      })
  void mistakesAreToldWithTheirPlace(String list, String message, String place) {
    assertThat(read(list)).isEmpty();

    Diagnostic found = sink.sorted().get(0);
    assertThat(found.message()).isEqualTo(message);
    assertThat(found.at().line() + ":" + found.at().column()).isEqualTo(place);
  }
}
