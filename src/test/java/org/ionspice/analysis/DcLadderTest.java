package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Runs;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.devices.CurrentSource;
import org.ionspice.devices.VoltageSource;
import org.ionspice.result.Table;
import org.ionspice.solver.Newton;
import org.ionspice.waveform.Dc;
import org.junit.jupiter.api.Test;

/** Circuits that need each rung of the ladder to their operating point, and no later one. */
class DcLadderTest {
  private static final double SATURATION = 1e-14;
  private static final double THERMAL = 0.025;

  /** i = is (exp(v / vt) - 1), without the limiting that would help Newton. */
  record BareJunction() implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> {
        double e = SATURATION * Math.exp(at.of(v) / THERMAL);
        f.add(i, e - SATURATION).d(v, e / THERMAL);
      };
    }
  }

  /** i = g w atan((v - at) / w): nearly flat but near {@code at}. */
  record FlatCurve(double g, double at, double w) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (point, f, q) -> {
        double u = (point.of(v) - at) / w;
        f.add(i, g * w * Math.atan(u)).d(v, g / (1 + u * u));
      };
    }
  }

  /** i = k (v - threshold)^2 above the threshold, nothing below. */
  record SquareLaw(double k, double threshold) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> {
        double over = Math.max(0, at.of(v) - threshold);
        f.add(i, k * over * over).d(v, 2 * k * over);
      };
    }
  }

  /** A branch whose voltage is an exponential of its current: v = v0 (exp(i / i0) - 1). */
  record SteepBranch(double v0, double i0) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current through = self.current(self.terminal(0), self.terminal(1));
      Unknown i = self.unknown(Quantity.branchCurrent());
      return (at, f, q) -> {
        f.add(through, at.of(i)).d(i, 1);
        double e = v0 * Math.exp(at.of(i) / i0);
        f.add(i, e - v0 - at.of(v)).d(i, e / i0).d(v, -1);
      };
    }
  }

  /**
   * i = g (v^3 / 3 - 1.5 v^2 + 2 v): rises to 5/6 g at 1 V, falls to 2/3 g at 2 V, rises again.
   * With a limit Newton cannot leap over the falling part.
   */
  record NegativeSlope(double g, double mostPerIteration) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Limited v =
          self.limited(
              self.voltage(self.terminal(0), self.terminal(1)), Limiter.atMost(mostPerIteration));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> {
        double u = at.of(v);
        f.add(i, g * cubic(u)).d(v, g * (u - 1) * (u - 2));
      };
    }
  }

  /** The solution, and the rung that found it. */
  private record Found(double[] x, String rung) {}

  private static Found solve(List<String> nodes, Instance... instances) {
    Assembly system = new Assembly(TestDevices.circuit(nodes, instances));
    Settings settings = TestDevices.settings(Map.of());
    CircuitEquations equations = new CircuitEquations(system, settings);
    DcSolver solver =
        new DcSolver(system, settings, equations, new Newton(system.pattern()));
    double[] x = new double[system.size() + 1];
    system.evaluation().mode(false);
    assertThat(solver.solve(x)).as(() -> solver.failure(x, "").render()).isTrue();
    return new Found(x, solver.rung());
  }

  /** The curve of {@link NegativeSlope} for g = 1. */
  private static double cubic(double v) {
    return v * (v * v / 3 - 1.5 * v + 2);
  }

  /** A voltage from ground to a node. */
  private static Instance volts(double dc, int node) {
    return TestDevices.instance("v1", new VoltageSource(dc, 0, 0, new Dc(dc)), node, -1);
  }

  /** A current into a node. */
  private static Instance amperes(double dc, int node) {
    return TestDevices.instance("i1", new CurrentSource(dc, 0, 0, new Dc(dc)), -1, node);
  }

  @Test
  void aLinearCircuitNeedsOnlyNewton() {
    Found found =
        solve(
            List.of("a", "b"),
            volts(5, 0),
            TestDevices.instance("r1", new TestDevices.Conductance(1e-3), 0, 1),
            TestDevices.instance("r2", new TestDevices.Conductance(4e-3), 1, -1));

    assertThat(found.rung()).isEqualTo("Newton");
    assertThat(found.x()[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void anUnlimitedJunctionNeedsDampedSteps() {
    Found found =
        solve(
            List.of("a", "b"),
            volts(50, 0),
            TestDevices.instance("r1", new TestDevices.Conductance(1e-3), 0, 1),
            TestDevices.instance("d1", new BareJunction(), 1, -1));

    double v = found.x()[1];
    assertThat(found.rung()).isEqualTo("damped Newton");
    // The current of the resistor is that of the junction.
    assertThat(SATURATION * Math.expm1(v / THERMAL)).isCloseTo(1e-3 * (50 - v), within(1e-8));
  }

  @Test
  void aCurveThatIsFlatAtTheStartNeedsDampedSteps() {
    // From zero the tangent leads 390 V past the solution, and from there farther still.
    Found found =
        solve(
            List.of("a"),
            amperes(1e-4, 0),
            TestDevices.instance("n1", new FlatCurve(1e-2, 5, 0.1), 0, -1));

    assertThat(found.rung()).isEqualTo("damped Newton");
    assertThat(found.x()[0]).isCloseTo(5 + 0.1 * Math.tan(0.1), within(1e-8));
  }

  @Test
  void aNodeBetweenTwoClosedChannelsNeedsGminStepping() {
    // At zero volts nothing conducts there: no damping helps a matrix that is singular.
    Found found =
        solve(
            List.of("a", "b"),
            volts(5, 0),
            TestDevices.instance("n1", new SquareLaw(1e-3, 1), 0, 1),
            TestDevices.instance("n2", new SquareLaw(1e-3, 1), 1, -1));

    assertThat(found.rung()).isEqualTo("gmin stepping");
    assertThat(found.x()[1]).isCloseTo(2.5, within(1e-8));
  }

  @Test
  void aBranchThatNoShuntReachesNeedsSourceStepping() {
    // The branch stops Newton's method, and no shunt changes that; the other part, whose current
    // falls beyond 1 V, stops damped steps there, which full ones leap over.
    Found found =
        solve(
            List.of("a", "b"),
            amperes(1e-3, 0),
            TestDevices.instance("n1", new NegativeSlope(1e-3, 10), 0, -1),
            volts(5, 1),
            TestDevices.instance("b1", new SteepBranch(1e-3, 1e-6), 1, -1));

    double v = found.x()[0];
    assertThat(found.rung()).isEqualTo("source stepping");
    assertThat(cubic(v)).isCloseTo(1, within(1e-8));
    assertThat(found.x()[3]).isCloseTo(1e-6 * Math.log(5001), within(1e-13));
  }

  @Test
  void aFoldNeedsPseudoTransient() {
    // Just above the peak of 5/6 A: the branch that starts at zero ends, the answer lies beyond 2 V.
    Found found =
        solve(
            List.of("a"),
            amperes(0.85, 0),
            TestDevices.instance("n1", new NegativeSlope(1, 0.05), 0, -1));

    double v = found.x()[0];
    assertThat(found.rung()).isEqualTo("pseudo-transient");
    assertThat(v).isGreaterThan(2);
    assertThat(cubic(v)).isCloseTo(0.85, within(1e-8));
  }

  @Test
  void aFoldBesideABranchThatOnlySourcesLeadToNeedsArcLength() {
    // The fold of the first part stops source stepping; the second part, of the test before, lets
    // Newton start from no sources only, which the pseudo-transient does not do.
    Found found =
        solve(
            List.of("a", "b"),
            amperes(0.85e-3, 0),
            TestDevices.instance("n1", new NegativeSlope(1e-3, 0.05), 0, -1),
            volts(5, 1),
            TestDevices.instance("b1", new SteepBranch(1e-3, 1e-6), 1, -1));

    double v = found.x()[0];
    assertThat(found.rung()).isEqualTo("arc length");
    assertThat(cubic(v)).isCloseTo(0.85, within(1e-8));
    assertThat(found.x()[3]).isCloseTo(1e-6 * Math.log(5001), within(1e-13));
  }

  @Test
  void theCurveOfSolutionsIsFollowedThroughItsFolds() {
    // g (v^3/3 - 1.5 v^2 + 2 v) = s I has folds at 1 V and 2 V, where s I / g is 5/6 and 2/3.
    Assembly system =
        new Assembly(
            TestDevices.circuit(
                List.of("a"),
                amperes(1e-3, 0),
                TestDevices.instance("n1", new NegativeSlope(1e-3, 10), 0, -1)));
    CircuitEquations equations =
        new CircuitEquations(system, TestDevices.settings(Map.of()));
    double[] x = new double[system.size() + 1];
    double[] fold = {0, Double.POSITIVE_INFINITY};
    double[] last = {0};
    system.evaluation().mode(false);

    double s =
        new ArcLength(system, equations)
            .follow(
                x,
                0,
                0.02,
                (scale, at) -> {
                  double u = at[0];
                  assertThat(cubic(u)).isCloseTo(scale, within(1e-6));
                  assertThat(u).isGreaterThan(last[0]);
                  last[0] = u;
                  fold[0] = u < 1.5 ? Math.max(fold[0], scale) : fold[0];
                  fold[1] = u > 1.5 ? Math.min(fold[1], scale) : fold[1];
                  return scale < 1;
                });

    assertThat(s).isGreaterThan(1);
    assertThat(fold[0]).isCloseTo(5.0 / 6, within(1e-3));
    assertThat(fold[1]).isCloseTo(2.0 / 3, within(1e-3));
  }

  @Test
  void underCurrentDriveASweepStaysOnItsBranchUntilTheBranchEnds() throws Exception {
    double g = 4e-12;
    Circuit circuit =
        TestDevices.circuit(
            List.of("a"),
            amperes(0, 0),
            TestDevices.instance("n1", new NegativeSlope(g, 10), 0, -1));
    double[] there = new double[101];
    double[] values = new double[2 * there.length - 1];
    for (int k = 0; k < values.length; k++) {
      int up = k < there.length ? k : values.length - 1 - k;
      values[k] = 0.0125 * up * g;
    }

    Table rows =
        TestDevices.run(
            circuit, new DcSweep(List.of(new DcSweep.Axis("i1", "dc", values))), Map.of());

    double[] v = rows.column("v(a)");
    for (int k = 0; k < v.length; k++) {
      double u = v[k];
      assertThat(g * cubic(u)).isCloseTo(values[k], within(1e-6 * g));
      // Never a point of the falling part, which no current source could hold.
      assertThat((u - 1) * (u - 2)).isPositive();
    }
    // At 0.75 g the three solutions are (3 -+ sqrt 3) / 2 and 1.5 V.
    assertThat(v[60]).isCloseTo((3 - Math.sqrt(3)) / 2, within(1e-6));
    assertThat(v[values.length - 1 - 60]).isCloseTo((3 + Math.sqrt(3)) / 2, within(1e-6));
  }

  /**
   * The 741 of testbenches/bench-ngspice: with all junctions at zero volts at first, Newton's method
   * fails on it and gmin stepping takes 3585 iterations.
   */
  @Test
  void junctionsThatBeginAtTheirKneeNeedNoLadder() throws Exception {
    Path bench = Path.of("testbenches/bench-ngspice");
    String text =
        "741 as an inverting amplifier\n"
            + Files.readString(bench.resolve("bipolar.inc"))
            + Files.readString(bench.resolve("opamp.inc"))
            + """
            Vp vp 0 15
            Vn vn 0 -15
            Ri 0 minus 1k
            Rf minus out 10k
            X1 0 minus out vp vn opamp
            RL out 0 2k
            .op
            .end
            """;

    AnalysisReport report = Runs.report(Runs.simulation(text), new Table());

    assertThat(report.completed()).isTrue();
    assertThat(report.iterations()).isLessThan(30);
  }

  /**
   * Before gate to drain was limited as gate to source is, the output was thrown to 14 V and to -20 V in a
   * circle of ten iterations. v(out) by ngspice 39, {@code ngspice -b} of this netlist: 3.040907 V.
   */
  @Test
  void theDrainOfACascodeIsNotThrownAway() throws Exception {
    String text =
        """
        Telescopic cascode
        VDD vdd 0 3.3
        VB2 nb2 0 1.5
        VB3 nb3 0 1.6
        VIN in 0 0.95
        M1 x in 0 0 n1 W=20u L=1u
        M2 out nb2 x 0 n1 W=20u L=1u
        M3 out nb3 y vdd p1 W=40u L=1u
        M4 y nb4 vdd vdd p1 W=40u L=1u
        M5 nb4 nb4 vdd vdd p1 W=40u L=1u
        I5 nb4 0 106u
        RL out 0 10MEG
        .MODEL n1 NMOS VTO=0.7 KP=120U LAMBDA=0.05 GAMMA=0.4 PHI=0.7
        .MODEL p1 PMOS VTO=-0.8 KP=40U LAMBDA=0.06 GAMMA=0.5 PHI=0.7
        .op
        .end
        """;
    Table point = new Table();

    AnalysisReport report = Runs.report(Runs.simulation(text), point);

    assertThat(report.iterations()).isLessThan(40);
    assertThat(point.column("v(out)")[0]).isCloseTo(3.040907, within(1e-4));
  }

  /**
   * With the junctions of its gate limited alone, Newton went round in a circle of fifteen iterations. v(s)
   * by ngspice 39, {@code ngspice -b} of this netlist: 0.597246 V.
   */
  @Test
  void theChannelOfAJfetIsLimitedToo() throws Exception {
    String text =
        """
        JFET follower on a JFET current source
        Vdd vdd 0 15
        Rs 0 g 100k
        J1 vdd g s jn
        J2 s 0 0 jn
        .model jn NJF(vto=-2 beta=1.3m lambda=2m rd=1 rs=1 is=30f)
        .op
        .end
        """;
    Table point = new Table();

    AnalysisReport report = Runs.report(Runs.simulation(text), point);

    assertThat(report.iterations()).isLessThan(30);
    assertThat(point.column("v(s)")[0]).isCloseTo(0.597246, within(1e-5));
  }

  /**
   * A timer at the rest that it never takes: between 13.8 and 13.6 uS of shunts its latch turns. The voltages
   * by ngspice 39, {@code ngspice -b} of this netlist, which gets there by its gmin stepping too.
   */
  @Test
  void gminSteppingTakesStepsAsShortAsALatchNeeds() throws Exception {
    String text =
        """
        Timer with a latch of resistor-transistor logic
        Vcc vcc 0 5
        R1 vcc dis 10k
        R2 dis cap 20k
        Ra vcc u 5k
        Rb u l 5k
        Rc l 0 5k
        Bs s 0 V={2.5*(1+tanh(200*(v(l)-v(cap))))}
        Br r 0 V={2.5*(1+tanh(200*(v(cap)-v(u))))}
        Rs1 s sb 10k
        Rr1 r rb 10k
        Q1 q sb0 0 qn
        Q1r q rb 0 qn
        Q2 qb qb0 0 qn
        Q2s qb sb 0 qn
        Rf1 qb sb0 10k
        Rf2 q qb0 10k
        Rq vcc q 2k
        Rqb vcc qb 2k
        Rd qb db 5k
        Qd dis db 0 qn
        .model qn npn is=1e-15 bf=100 rb=20
        .op
        .end
        """;
    Table point = new Table();

    AnalysisReport report = Runs.report(Runs.simulation(text), point);

    assertThat(report.completed()).isTrue();
    assertThat(point.column("v(q)")[0]).isCloseTo(0.9508656, within(1e-5));
    assertThat(point.column("v(cap)")[0]).isCloseTo(3.329603, within(1e-5));
  }
}
