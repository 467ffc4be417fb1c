package org.ionspice.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Writes the class that lists all devices. */
final class IndexSource {
  private final Elements elements;

  IndexSource(Elements elements) {
    this.elements = elements;
  }

  /** Returns the source of class {@code name} for these devices by type name. */
  String text(String name, Map<String, TypeElement> models) {
    int dot = name.lastIndexOf('.');
    List<String> names = List.copyOf(models.keySet());
    StringBuilder letters = new StringBuilder();
    StringBuilder types = new StringBuilder();
    Map<String, Integer> found = new TreeMap<>();
    for (int k = 0; k < names.size(); k++) {
      TypeElement type = models.get(names.get(k));
      Values model = Values.of(type, Names.MODEL, elements);
      letters.append(model.text("letter").charAt(0));
      types.append("      case ").append(k).append(" -> ").append(type(type, model)).append(";\n");
      for (String other : model.texts("also")) {
        found.put(other.split(" ")[0], k);
      }
    }
    for (int k = 0; k < names.size(); k++) {
      found.put(names.get(k), k);
    }
    StringBuilder text = new StringBuilder();
    text.append("package ").append(name, 0, dot).append(";\n\n");
    text.append("import java.util.List;\nimport java.util.Map;\n\n");
    text.append("/** The devices of the library, by name; written by the build. */\n");
    text.append("final class ").append(name.substring(dot + 1)).append(" {\n");
    text.append("  /** The letter of each device. */\n  static final String LETTERS = ");
    text.append(elements.getConstantExpression(letters.toString())).append(";\n\n");
    text.append("  private ").append(name.substring(dot + 1)).append("() {}\n\n");
    text.append("  /** Returns the place of a type by any of its names, lower case; or -1. */\n");
    text.append("  static int find(String name) {\n    return switch (name) {\n");
    found.forEach(
        (word, k) -> {
          String literal = elements.getConstantExpression(word);
          text.append("      case ").append(literal).append(" -> ").append(k).append(";\n");
        });
    text.append("      default -> -1;\n    };\n  }\n\n");
    text.append("  /** Makes the type at place {@code k}. */\n");
    text.append("  static DeviceType type(int k) {\n    return switch (k) {\n").append(types);
    text.append("      default -> throw new IndexOutOfBoundsException(k);\n    };\n  }\n}\n");
    return text.toString();
  }

  private String type(TypeElement type, Values model) {
    List<String> also = new ArrayList<>();
    for (String other : model.texts("also")) {
      String[] words = other.split(" ");
      also.add(elements.getConstantExpression(words[0]));
      also.add(elements.getConstantExpression(words[1]));
    }
    String optional =
        model.texts("optional").stream()
            .map(group -> Values.list(List.of(group.split(" ")), elements))
            .collect(Collectors.joining(", ", "List.of(", ")"));
    return "new DeviceType("
        + String.join(
            ", ",
            model.source("name"),
            "Map.of(" + String.join(", ", also) + ")",
            "'" + model.text("letter").charAt(0) + "'",
            model.source("title"),
            model.list("terminals"),
            optional,
            elements.getConstantExpression(elements.getBinaryName(type).toString()))
        + ")";
  }
}
