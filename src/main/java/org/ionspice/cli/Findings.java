package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.output.FinalFile;
import org.ionspice.output.SummaryJson;
import org.ionspice.output.SummaryText;
import org.ionspice.result.Attachment;
import org.ionspice.result.Summary;

/**
 * What the analyses of a run found beside their rows.
 *
 * @param byName tables by the file name of their analysis: {@code eis}, {@code eis2}
 * @param attachments files in other programs' formats
 */
record Findings(Map<String, List<Summary>> byName, Map<String, String> attachments) {
  static Findings of(List<AnalysisReport> reports) {
    Map<String, List<Summary>> byName = new LinkedHashMap<>();
    Map<String, String> attachments = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (AnalysisReport report : reports) {
      int count = seen.merge(report.analysis(), 1, Integer::sum);
      String tail = count == 1 ? "" : Integer.toString(count);
      byName.put(report.analysis() + tail, report.summaries());
      for (Attachment each : report.attachments()) {
        String name = each.name();
        for (int k = 2; attachments.containsKey(name); k++) {
          int dot = each.name().lastIndexOf('.');
          int end = dot < 0 ? each.name().length() : dot;
          name = each.name().substring(0, end) + k + each.name().substring(end);
        }
        attachments.put(name, each.text());
      }
    }
    return new Findings(byName, attachments);
  }

  /** Writes a JSON file for each analysis that found something, and the attachments. */
  List<String> write(Path folder) throws IOException {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, List<Summary>> entry : byName.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        String name = entry.getKey() + ".json";
        FinalFile.of(folder.resolve(name)).write(SummaryJson.of(entry.getValue()));
        written.add(name);
      }
    }
    for (Map.Entry<String, String> entry : attachments.entrySet()) {
      FinalFile.of(folder.resolve(entry.getKey())).write(entry.getValue());
      written.add(entry.getKey());
    }
    return written;
  }

  /** Returns all tables for the terminal. */
  String text() {
    StringBuilder text = new StringBuilder();
    byName.values().forEach(list -> list.forEach(each -> text.append(SummaryText.of(each))));
    return text.toString();
  }
}
