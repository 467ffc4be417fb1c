package org.ionspice.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.util.Elements;

/** What one annotation says, as Java source and as text. */
final class Values {
  private final Map<String, AnnotationValue> values;
  private final Elements elements;

  private Values(Map<String, AnnotationValue> values, Elements elements) {
    this.values = values;
    this.elements = elements;
  }

  static boolean has(AnnotatedConstruct element, String annotation) {
    return mirror(element, annotation) != null;
  }

  /** Returns the values of an annotation, defaults included; of none when it is absent. */
  static Values of(AnnotatedConstruct element, String annotation, Elements elements) {
    Map<String, AnnotationValue> values = new HashMap<>();
    AnnotationMirror mirror = mirror(element, annotation);
    if (mirror != null) {
      elements
          .getElementValuesWithDefaults(mirror)
          .forEach((method, value) -> values.put(method.getSimpleName().toString(), value));
    }
    return new Values(values, elements);
  }

  private static AnnotationMirror mirror(AnnotatedConstruct element, String annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().toString().equals(annotation)) {
        return mirror;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  String text(String name) {
    return String.valueOf(values.get(name).getValue());
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object value : (List<?>) values.get(name).getValue()) {
      texts.add(String.valueOf(((AnnotationValue) value).getValue()));
    }
    return texts;
  }

  /** Returns a number, text or truth value as Java source. */
  String source(String name) {
    return elements.getConstantExpression(values.get(name).getValue());
  }

  /** Returns an array of texts as the source of a list. */
  String list(String name) {
    return list(texts(name), elements);
  }

  static String list(List<String> texts, Elements elements) {
    return texts.stream()
        .map(elements::getConstantExpression)
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }
}
