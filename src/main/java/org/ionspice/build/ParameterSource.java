package org.ionspice.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes the class that describes a record of parameters, makes it and reads it. */
final class ParameterSource {
  private final Elements elements;

  ParameterSource(Elements elements) {
    this.elements = elements;
  }

  /** Returns the qualified name of the class for {@code record}. */
  String name(TypeElement record) {
    return elements.getBinaryName(record) + "_Parameters";
  }

  String text(TypeElement record) {
    String type = record.getQualifiedName().toString();
    String name = name(record);
    String pack = elements.getPackageOf(record).getQualifiedName().toString();
    List<String> parameters = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    String made = describe(record, "record", parameters, reads, constants);
    StringBuilder text = new StringBuilder();
    text.append("package ").append(pack).append(";\n\n");
    text.append("import java.util.List;\n");
    text.append("import org.ionspice.parameter.Components;\n");
    text.append("import org.ionspice.parameter.Parameter;\n");
    text.append("import org.ionspice.parameter.ParameterTable;\n\n");
    text.append("/** The parameters of {@link ").append(type).append("}; written by the build. */\n");
    text.append("final class ").append(name.substring(pack.isEmpty() ? 0 : pack.length() + 1));
    text.append(" implements Components<").append(type).append("> {\n");
    text.append("  static {\n    ParameterTable.register(").append(type).append(".class, new ");
    text.append(name.substring(pack.isEmpty() ? 0 : pack.length() + 1)).append("());\n  }\n\n");
    text.append("  @Override\n  public List<Parameter> parameters() {\n    return List.of(\n");
    text.append(String.join(",\n", parameters)).append(");\n  }\n\n");
    text.append("  @Override\n  @SuppressWarnings(\"unchecked\")\n  public ").append(type);
    text.append(" make(Object[] values) {\n    return ").append(made).append(";\n  }\n\n");
    text.append("  @Override\n  public Object[] values(").append(type).append(" record) {\n");
    text.append("    return new Object[] {").append(String.join(", ", reads)).append("};\n  }\n\n");
    text.append("  @Override\n  public List<String> pins() {\n    return ");
    text.append(Values.list(pins(record), elements)).append(";\n  }\n\n");
    text.append("  @Override\n  public Object[] constants(int parameter) {\n");
    text.append("    return switch (parameter) {\n");
    for (int k = 0; k < constants.size(); k++) {
      if (!constants.get(k).isEmpty()) {
        text.append("      case ").append(k).append(" -> ").append(constants.get(k)).append(";\n");
      }
    }
    text.append("      default -> new Object[0];\n    };\n  }\n}\n");
    return text.toString();
  }

  /** Adds what stands in {@code record}, groups included; returns the source that makes it. */
  private String describe(
      TypeElement record,
      String path,
      List<String> parameters,
      List<String> reads,
      List<String> constants) {
    List<String> arguments = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      String read = path + "." + component.getSimpleName() + "()";
      TypeMirror type = component.asType();
      if (Values.has(component, Names.GROUP)) {
        Element group = ((DeclaredType) type).asElement();
        arguments.add(describe((TypeElement) group, read, parameters, reads, constants));
      } else {
        arguments.add("(" + plain(type) + ") values[" + parameters.size() + "]");
        parameters.add(parameter(component));
        reads.add(read);
        constants.add(words(type).isEmpty() ? "" : erased(type) + ".values()");
      }
    }
    return "new " + record.getQualifiedName() + "(" + String.join(", ", arguments) + ")";
  }

  private String parameter(RecordComponentElement component) {
    TypeMirror type = component.asType();
    Values param = Values.of(component, Names.PARAM, elements);
    String name = elements.getConstantExpression(component.getSimpleName().toString());
    String choices = Values.list(words(type), elements);
    if (param.isEmpty()) {
      return "        Parameter.undescribed(" + name + ", " + erased(type) + ".class, " + choices + ")";
    }
    return "        Parameter.described("
        + String.join(
            ", ",
            name,
            param.list("alias"),
            param.source("unit"),
            param.source("def"),
            param.source("min"),
            param.source("max"),
            param.source("above"),
            param.source("below"),
            param.source("principal"),
            param.source("doc"),
            erased(type) + ".class",
            choices,
            param.source("argument"))
        + ")";
  }

  private List<String> pins(TypeElement record) {
    Values model = Values.of(record, Names.MODEL, elements);
    List<String> pins = new ArrayList<>();
    if (!model.isEmpty()) {
      pins.addAll(model.texts("terminals"));
      model.texts("optional").forEach(group -> pins.addAll(List.of(group.split(" "))));
    }
    return pins;
  }

  /** Returns the constants of an enum, lower case. */
  private static List<String> words(TypeMirror type) {
    List<String> words = new ArrayList<>();
    if (type.getKind() == TypeKind.DECLARED) {
      Element element = ((DeclaredType) type).asElement();
      if (element.getKind() == ElementKind.ENUM) {
        for (Element constant : ElementFilter.fieldsIn(element.getEnclosedElements())) {
          if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
            words.add(constant.getSimpleName().toString().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return words;
  }

  /** Returns the source of a type without its annotations. */
  private static String plain(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : erased(type);
    }
    DeclaredType declared = (DeclaredType) type;
    List<String> arguments = new ArrayList<>();
    declared.getTypeArguments().forEach(a -> arguments.add(plain(a)));
    String name = erased(type);
    return arguments.isEmpty() ? name : name + "<" + String.join(", ", arguments) + ">";
  }

  private static String erased(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED -> ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
      case ARRAY -> erased(((javax.lang.model.type.ArrayType) type).getComponentType()) + "[]";
      default -> type.getKind().name().toLowerCase(Locale.ROOT);
    };
  }
}
