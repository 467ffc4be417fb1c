package org.ionspice.build;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * The annotation processor of the build: a class {@code X_Parameters} for every record {@code X}
 * with parameters, and an index of all devices when the option {@value #INDEX} names its class.
 *
 * <p>A compilation reads the annotations once, so that no start of the program has to.
 */
@SupportedAnnotationTypes({Names.PARAM, Names.GROUP, Names.MODEL})
@SupportedOptions(DeviceProcessor.INDEX)
public final class DeviceProcessor extends AbstractProcessor {
  /** The option with the qualified name of the class that lists the devices. */
  static final String INDEX = "ionspice.index";

  private final Map<String, TypeElement> models = new TreeMap<>();
  private boolean indexed;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> records = new LinkedHashSet<>();
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (annotation.getQualifiedName().contentEquals(Names.MODEL)) {
          model((TypeElement) element);
          records.add((TypeElement) element);
        } else if (element.getKind() == ElementKind.RECORD_COMPONENT) {
          records.add((TypeElement) element.getEnclosingElement());
        }
      }
    }
    ParameterSource source = new ParameterSource(processingEnv.getElementUtils());
    for (TypeElement record : records) {
      if (record.getKind() == ElementKind.RECORD) {
        write(source.name(record), source.text(record), record);
      }
    }
    String index = processingEnv.getOptions().get(INDEX);
    if (!models.isEmpty() && !indexed && index != null) {
      indexed = true; // Every source of the module is in the first round.
      String text = new IndexSource(processingEnv.getElementUtils()).text(index, models);
      write(index, text, models.values().toArray(new Element[0]));
    }
    return false;
  }

  private void model(TypeElement type) {
    Values values = Values.of(type, Names.MODEL, processingEnv.getElementUtils());
    boolean usable =
        type.getKind() == ElementKind.RECORD
            && ElementFilter.typesIn(Set.of(type.getEnclosingElement())).isEmpty();
    if (!usable) {
      error("a device is a record that stands in a file of its own", type);
    } else if (models.put(values.text("name"), type) != null) {
      error("two devices are named " + values.text("name"), type);
    }
  }

  private void write(String name, String text, Element... origins) {
    try (Writer writer = processingEnv.getFiler().createSourceFile(name, origins).openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      error(name + " cannot be written: " + e, origins[0]);
    }
  }

  private void error(String message, Element at) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, at);
  }
}
