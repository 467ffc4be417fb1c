package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.ionspice.device.DeviceModel;
import org.ionspice.elaboration.DeviceCatalog;
import org.ionspice.elaboration.DeviceType;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.Parameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every number that a SPICE device takes changes something: a current, a charge, a noise, an output or
 * an AC response, in at least one of its variants; or a remark says that it does not.
 */
class EffectTest {
  private static final long SEED = 20261123;

  private static final String BULK =
      "nsub=1e16 tox=3e-8 cj=1e-4 cjsw=1e-10 ad=1e-10 as=1e-10 pd=4e-5 ps=5e-5 js=1e-5";

  /** Variants beyond those of the contract, in which all of a device's equations take part. */
  private static final Map<String, List<String>> RICH =
      Map.ofEntries(
          Map.entry(
              "d",
              List.of(
                  "cjo=1e-12 cjp=1e-12 jsw=1e-13 pj=2 isr=1e-10 nr=2 ik=1e-3 ikr=1e-6 bv=5 nbv=2 tt=1e-9 rs=3 kf=1e-15",
                  "cjo=1e-12 cjp=1e-12 pj=2 jtun=1e-9 jtunsw=1e-9 bv=5 tlev=1 tlevc=1",
                  "bv=5 tcv=1e-2",
                  "level=3 w=1e-6 l=2e-6 wm=1e-6 lm=2e-6 wp=3e-6 lp=1e-6")),
          Map.entry(
              "npn",
              List.of(
                  "tlev=1 ise=1e-14 isc=1e-14 rb=10 rbm=2 irb=1e-4 ikf=1e-2 ikr=1e-2 vaf=50 var=20 rc=1 re=1 cje=1e-12"
                      + " cjc=1e-12 cjs=1e-12 iss=1e-15 tf=1e-9 tr=1e-9 xtf=2 itf=1e-2 vtf=2 xtb=1e-3 kf=1e-15",
                  "tlev=3 tlevc=1 ise=1e-14 isc=1e-14 iss=1e-15 cje=1e-12 cjc=1e-12 cjs=1e-12 mjs=0.3",
                  "rco=10 gamma=1e-6 qco=1e-11 quasimod=1 vo=3")),
          Map.entry(
              "dideal",
              List.of("vfwd=0.5 vrev=1 rrev=3 epsilon=0.3 revepsilon=0.3 ilimit=5 revilimit=5")),
          Map.entry("nmos", List.of("kf=1e-26 tox=2e-8 rsh=10 nrd=2 nrs=3 js=1e-5 ad=1e-10 as=1e-10")),
          Map.entry("nmos2", List.of("kf=1e-26 tox=2e-8 rsh=10 cbd=1e-14 cbs=1e-14 lambda=0.02", BULK)),
          Map.entry("nmos3", List.of("kf=1e-26 tox=2e-8 rsh=10", BULK)),
          Map.entry("nmos6", List.of("kf=1e-26 tox=2e-8 rsh=10", BULK)),
          Map.entry(
              "vdmos",
              List.of(
                  "vto=1 rd=1 rs=1 rg=5 rb=2 rq=1 vq=2 cgdmax=1e-9 cgdmin=1e-10 cjo=1e-9 tt=1e-9 bv=5 kf=1e-24"
                      + " rds=1e6 theta=0.1 lambda=0.01")),
          Map.entry(
              "c", List.of("cj=1e-4 cjsw=1e-10 l=1e-5 w=1e-5", "thick=1e-8 defl=1e-5", "tc1=1e-3")),
          Map.entry("l", List.of("l=1e-6 tc1=1e-3", "nt=5 length=1e-2 dia=1e-3", "nt=5 length=1e-2 csect=1e-6")),
          Map.entry("r", List.of("rsh=100 l=1e-5 w=2e-6 kf=1e-12", "rsh=100 l=1e-5", "r=10 tce=1")));

  /** Where a run starts, which other tests have, and what chooses among devices. */
  private static final Set<String> STARTS =
      Set.of("ic", "icvbe", "icvce", "icvds", "icvgs", "icvbs", "level", "on");

  @TestFactory
  Stream<DynamicTest> everyNumberHasAnEffect() {
    return Stream.of("r", "c", "l", "d", "npn", "njf", "njf2", "nmf", "nmos", "nmos2", "nmos3", "nmos6", "vdmos", "sw", "csw",
            "vswitch", "iswitch", "dideal")
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private static void check(String name) throws IOException {
    DeviceType type = DeviceCatalog.standard().byType(name).orElseThrow();
    List<Map<String, Object>> variants = variants(type);
    List<String> idle = new ArrayList<>();
    for (Parameter p : type.table().parameters()) {
      if (p.isNumber() && !STARTS.contains(p.name()) && !hasEffect(type, variants, p)) {
        idle.add(p.name());
      }
    }
    assertThat(idle).as("without effect, of %s", name).isEmpty();
  }

  private static boolean hasEffect(
      DeviceType type, List<Map<String, Object>> variants, Parameter p) {
    for (Map<String, Object> variant : variants) {
      Optional<? extends DeviceModel> before = build(type, variant);
      if (before.isEmpty()) {
        continue;
      }
      double present = type.table().get(before.get(), p.name()).orElse(Double.NaN);
      for (double value : new double[] {1.07 * present, 0.93 * present, 1, 0.3, 2, 1e-3, 1e-9, 70, 0, -1}) {
        if (value == present || Double.isNaN(value)) {
          continue;
        }
        Map<String, Object> changed = new HashMap<>(variant);
        changed.put(p.name(), value);
        Optional<? extends DeviceModel> after = build(type, changed);
        if (after.isPresent()
            && (after.get().remarks().stream().anyMatch(r -> r.contains(p.name()))
                || !Arrays.equals(behaviour(before.get(), type), behaviour(after.get(), type)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<? extends DeviceModel> build(DeviceType type, Map<String, Object> given) {
    Built<? extends DeviceModel> built = type.table().build(given);
    return built.record();
  }

  /** Returns all that a device does at some points. */
  private static double[] behaviour(DeviceModel model, DeviceType type) {
    List<Double> all = new ArrayList<>();
    ContractProbe probe;
    try {
      probe = new ContractProbe(model, type.allPins().size(), 2);
    } catch (IllegalArgumentException refused) {
      return new double[] {Double.NaN}; // At this temperature; a refusal is an effect.
    }
    Random random = new Random(SEED);
    for (double volts : new double[] {0.5, 0.8, 3, 8}) {
      for (int round = 0; round < 6; round++) {
        double[] x = probe.randomPoint(random, volts);
        ContractProbe.Sample sample = probe.at(x);
        add(all, sample.f());
        add(all, sample.q());
        probe.noises.keySet().forEach(n -> {
          all.add(probe.noise(n, x, 10));
          all.add(probe.noise(n, x, 1e6));
        });
        probe.outputs.keySet().forEach(o -> all.add(probe.output(o, x)));
      }
    }
    double[] y = new double[2];
    probe.responses.forEach(r -> {
      r.at(1e3, y);
      add(all, y);
    });
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(List<Double> all, double[] values) {
    for (double value : values) {
      all.add(value);
    }
  }

  private static List<Map<String, Object>> variants(DeviceType type) throws IOException {
    List<String> lines = new ArrayList<>(RICH.getOrDefault(type.name(), List.of()));
    lines.add("");
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNullElse(
                    EffectTest.class.getResourceAsStream("variants/" + type.name() + ".txt"),
                    java.io.InputStream.nullInputStream()),
                StandardCharsets.UTF_8))) {
      file.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(lines::add);
    }
    List<Map<String, Object>> variants = new ArrayList<>();
    for (String line : lines) {
      Map<String, Object> given = new HashMap<>();
      for (Parameter p : type.table().parameters()) {
        if (p.isNumber() && p.isRequired()) {
          given.put(p.name(), 0.7);
        }
      }
      if (type.name().equals("c") && !line.contains("thick") && !line.contains("cj=")
          || type.name().equals("r") && !line.contains("rsh")) {
        given.put(type.name(), 0.7);
      }
      for (String pair : line.isEmpty() ? new String[0] : line.trim().split("\\s+")) {
        String value = pair.substring(pair.indexOf('=') + 1);
        boolean number = value.matches("[-+0-9.].*");
        given.put(
            pair.substring(0, pair.indexOf('=')), number ? (Object) Double.valueOf(value) : value);
      }
      variants.add(given);
      if (type.table().find("tnom").isPresent()) {
        Map<String, Object> warm = new HashMap<>(given);
        warm.put("tnom", 60.0);
        variants.add(warm);
      }
    }
    return variants;
  }
}
