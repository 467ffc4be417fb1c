package org.ionspice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads binary SPICE raw files for tests; written from the format, not with our writer's code. */
public final class RawReader {
  private RawReader() {}

  /** One plot: vectors by name; complex ones have the imaginary parts under {@code name + "#im"}. */
  public record Plot(String name, List<String> names, Map<String, double[]> vectors) {
    /** Returns the vector of a name. */
    public double[] column(String vector) {
      return vectors.get(vector);
    }
  }

  /** Reads all plots of a file. */
  public static List<Plot> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Plot> plots = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      String plot = "";
      boolean complex = false;
      int variables = 0;
      int points = 0;
      List<String> names = new ArrayList<>();
      while (true) {
        int end = at;
        while (bytes[end] != '\n') {
          end++;
        }
        String line = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        if (line.startsWith("Plotname:")) {
          plot = line.substring(9).trim();
        } else if (line.startsWith("Flags:")) {
          complex = line.contains("complex");
        } else if (line.startsWith("No. Variables:")) {
          variables = Integer.parseInt(line.substring(14).trim());
        } else if (line.startsWith("No. Points:")) {
          points = Integer.parseInt(line.substring(11).trim());
        } else if (line.startsWith("\t")) {
          names.add(line.trim().split("\t")[1].trim());
        } else if (line.startsWith("Binary:")) {
          break;
        }
      }
      Map<String, double[]> vectors = new LinkedHashMap<>();
      for (String name : names) {
        vectors.put(name, new double[points]);
        if (complex) {
          vectors.put(name + "#im", new double[points]);
        }
      }
      int length = points * variables * (complex ? 16 : 8);
      ByteBuffer data = ByteBuffer.wrap(bytes, at, length).order(ByteOrder.LITTLE_ENDIAN);
      at += length;
      for (int p = 0; p < points; p++) {
        for (String name : names) {
          vectors.get(name)[p] = data.getDouble();
          if (complex) {
            vectors.get(name + "#im")[p] = data.getDouble();
          }
        }
      }
      plots.add(new Plot(plot, names, vectors));
    }
    return plots;
  }
}
