package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/errors.md} with the codes it is generated from. After a change of {@link
 * Code}: {@code mvn test -Dtest=DiagnosticPagesTest -Dupdate=true}.
 */
class DiagnosticPagesTest {
  private static final Path PAGE = Path.of("docs/errors.md");

  private static final List<String> FAMILIES =
      List.of("Syntax", "Names, parameters and analysis lines", "Topology", "Solution", "Files");

  @Test
  void theErrorPageSaysWhatTheCodesSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page, StandardCharsets.UTF_8);
    }

    assertThat(Files.readString(PAGE, StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .as("run with -Dupdate=true to regenerate docs/errors.md")
        .isEqualTo(page);
  }

  @Test
  void everyCodeIsCompleteAndBelongsToAFamily() {
    for (Code code : Code.values()) {
      assertThat(code.name()).matches("[EWN][1-" + FAMILIES.size() + "]\\d\\d");
      assertThat(code.title()).as(code + " title").isNotBlank().doesNotEndWith(".");
      assertThat(code.meaning()).as(code + " meaning").endsWith(".");
      assertThat(code.remedy()).as(code + " remedy").endsWith(".");
    }
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors and warnings

            Every message has a code: `E` is an error and stops the run, `W` is a warning, `N` a note.
            `ionspice explain CODE` prints the same texts. This page is generated from the codes in
            `Code.java`; `mvn test -Dtest=DiagnosticPagesTest -Dupdate=true` rewrites it.
            """);
    for (int family = 1; family <= FAMILIES.size(); family++) {
      char digit = (char) ('0' + family);
      page.append("\n## ").append(FAMILIES.get(family - 1));
      page.append(" (E").append(digit).append("xx, W").append(digit).append("xx)\n");
      Arrays.stream(Code.values())
          .filter(c -> c.name().charAt(1) == digit)
          .sorted(Comparator.comparing(Code::name))
          .forEach(c -> entry(c, page));
    }
    return page.toString();
  }

  private static void entry(Code code, StringBuilder page) {
    String word =
        switch (code.severity()) {
          case ERROR -> "Error";
          case WARNING -> "Warning";
          case NOTE -> "Note";
        };
    page.append("\n### ").append(code).append(": ").append(code.title()).append("\n\n");
    page.append(word).append(". ").append(code.meaning());
    page.append("\n\nRemedy: ").append(code.remedy()).append('\n');
  }
}
