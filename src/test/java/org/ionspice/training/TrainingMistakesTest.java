package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines of a training refuse. */
class TrainingMistakesTest {
  /** What is wrong is told with its line and column. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".train steps=3|.weight @n1[l]|.sample : v(2)=4|6:1|rate= is missing",
        ".train steps=3 rate=1 delta=1n|.weight @n1[l]|.sample : v(2)=4|6:23|gradient=difference",
        ".train steps=3 rate=1 optimizer=newton|.weight @n1[l]|.sample : v(2)=4|6:23|optimizer must be",
        ".train steps=3 rate=1 settle=slow|.weight @n1[l]|.sample : v(2)=4|6:23|settle",
        ".train optimizer=lbfgs batch=2|.weight @n1[l]|.sample : v(2)=4|6:24|all samples",
        ".train rate=1|.weight @n9[l]|.sample : v(2)=4|7:9|no element 'n9'",
        ".train rate=1|.weight @n1[len]|.sample : v(2)=4|7:9|no quantity 'len'",
        ".train rate=1|.weight @n1[g]|.sample : v(2)=4|7:9|'g' is no real number",
        ".train rate=1|.weight @n1[tau]|.sample : v(2)=4|7:9|no value to begin with",
        ".train rate=1|.weight @n1[l] min=-1|.sample : v(2)=4|7:9|leave nothing",
        ".train rate=1|.weight @n1[l] most=1|.sample : v(2)=4|7:16|has no most=",
        ".train rate=1|.weight l|.sample : v(2)=4|7:9|no @device[parameter]",
        ".train rate=1|.weight @n1[l]|.sample v9=1 : v(2)=4|8:9|'v9' is neither",
        ".train rate=1|.weight @n1[l]|.sample v1=1|8:1|no target",
        ".train rate=1|.weight @n1[l]|.sample v1=1 : @n1[x]=1|8:16|no voltage or current",
        ".train rate=1|.weight @n1[l]|.sample v1=x : v(2)=4|8:9|no number",
        ".train rate=1|.weight @n1[l]|*|6:1|no .sample",
        ".train rate=1|*|.sample : v(2)=4|6:1|no .weight",
        ".op|.weight @n1[l]|*|7:1|there is none",
        ".train rate=1|.weight @n1[l]|.data|8:1|takes file=",
        ".train rate=1|.weight @n1[l]|.data file=../x.csv|8:7|",
      })
  void mistakesAreTold(String train, String weight, String sample, String place, String message) {
    String text =
        String.join(
            "\n",
            "A divider",
            "V1 1 0 5",
            "N1 1 2 c l=10u",
            "N2 2 0 c l=10u",
            ".model c cone",
            train,
            weight,
            sample,
            ".end\n");

    List<Diagnostic> found =
        Simulation.of("wrong.cir", text).diagnostics().stream().filter(Diagnostic::isError).toList();

    assertThat(found).isNotEmpty();
    assertThat(found.get(0).at().line() + ":" + found.get(0).at().column()).isEqualTo(place);
    assertThat(found.get(0).message()).contains(message == null ? "" : message);
  }
}
