package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Labels, other netlists and what a script finds set. */
class ScriptFlowTest extends ScriptRuns {
  @Test
  void gotoGoesToALabelOfABlockAround() throws Exception {
    int code =
        run(
            DIVIDER,
            "let k = 0",
            "label again",
            "let k = k + 1",
            "if k < 3",
            "  begin",
            "    goto again",
            "  end",
            "end",
            "print k",
            "goto nowhere",
            "goto end",
            "echo left out",
            "label end",
            "echo -n a",
            "echo b");

    assertThat(code).isEqualTo(2);
    assertThat(lines()).containsExactly("k = 3.000000e+00", "ab");
    assertThat(remarks()).contains("n.cir:15:6: error[E141]: there is no label 'nowhere'");
  }

  @Test
  void anEndlessGotoEnds() throws Exception {
    assertThat(run(DIVIDER, "label again", "goto again")).isEqualTo(2);
    assertThat(remarks()).contains("E106");
  }

  @Test
  void sourceReadsOtherNetlistsOfTheFolder() throws Exception {
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(
        folder.resolve("more/other.cir"),
        "other\nV1 z 0 3\nR1 z 0 1k\n.control\necho inner\nop\nprint v(z)\n.endc\n.end\n");

    int code =
        run(
            DIVIDER,
            "source other.cir",
            "set sourcepath = ( more )",
            "source other.cir",
            "alter v1 = 4",
            "op",
            "print v(z)",
            "mc_source",
            "op",
            "print v(z)",
            "remcirc",
            "op",
            "print v(b)",
            "source ../../etc/passwd",
            "remcirc",
            "op");

    assertThat(code).isEqualTo(2);
    assertThat(lines())
        .containsExactly(
            "Circuit: other",
            "inner",
            "v(z) = 3.000000e+00",
            "v(z) = 4.000000e+00",
            "v(z) = 3.000000e+00",
            "v(b) = 7.500000e+00");
    assertThat(remarks())
        .contains("n.cir:6:8: error[E501]: there is no file 'other.cir' below the netlist's folder")
        .contains("there is no file '../../etc/passwd'")
        .contains("n.cir:20:1: error[E141]: there is no circuit");
  }

  @Test
  void filesThatSourceEachOtherEnd() throws Exception {
    Files.writeString(folder.resolve("a.cir"), "a\n.control\nsource a.cir\n.endc\n");

    assertThat(run(DIVIDER, "source a.cir")).isEqualTo(2);
    assertThat(remarks()).contains("error[E106]: files source each other");
  }

  @Test
  void whatASourcedNetlistLacksIsTold() throws Exception {
    Files.writeString(folder.resolve("bad.cir"), "bad\nR1 a 0 1k7x\n.end\n");

    assertThat(run(DIVIDER, "source bad.cir", "op", "print v(b)")).isEqualTo(2);
    assertThat(remarks()).contains("bad.cir:2:");
    assertThat(lines()).containsExactly("v(b) = 7.500000e+00"); // The circuit before it stays.
  }

  @Test
  void listsAreShiftedAndDevicesCounted() throws Exception {
    assertThat(
            run(
                DIVIDER,
                "set l = ( a b c )",
                "shift l 2",
                "echo $l",
                "inventory",
                "version",
                "if $?batchmode",
                "  echo batch",
                "end"))
        .isZero();
    assertThat(lines())
        .containsExactly(
            "c", "Circuit Inventory", "", "r: 2", "v: 1", "IonSpice (ngspice-46 compatible)");
  }

  @Test
  void whatHasNoPlaceHereIsRefusedWithWhatHas() throws Exception {
    assertThat(run(DIVIDER, "stop when v(b) > 1", "trace v(b)", "devhelp r")).isEqualTo(2);
    assertThat(remarks())
        .contains("cutout takes a part of it")
        .contains("save the quantity and print it after the run")
        .contains("ionspice devices NAME");
  }
}
