package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  @Test
  void everyOptionOfTheHelpIsOneThatIsRead() {
    assertThat(Help.options()).hasSizeGreaterThan(15);
    for (OptionSpec option : Help.options()) {
      for (String name : option.names()) {
        String label = option.paramLabel();
        boolean sized = List.of("N", "SIZE").contains(label);
        String value = label.equals("qucs") ? label : sized ? "1" : "a=1";
        String[] line =
            option.arity().max() == 0 ? new String[] {name} : new String[] {name, value};
        assertThatCode(() -> Options.of(line)).as(name).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "check", "devices", "explain"})
  void everyCommandHasItsHelp(String command) {
    assertThat(Help.of(command)).startsWith("Usage: ionspice").contains("--help");
  }

  @Test
  void theProgramsHelpNamesItsCommands() {
    assertThat(Help.of("")).contains(List.of("run", "check", "devices", "explain"));
  }
}
